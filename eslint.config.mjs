import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "out/", "coverage/", "docs/api/"] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-restricted-properties": [
        "error",
        { object: "it", property: "only" },
        { object: "describe", property: "only" },
      ],
      eqeqeq: "error",
    },
  },
  {
    // What a message holds could be read as a link.
    files: ["src/extension/**"],
    ignores: ["src/extension/messages.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[property.name=/^show(Error|Warning|Information)Message$/]",
          message: "Use src/extension/messages.ts.",
        },
      ],
    },
  },
  { files: ["**/*.{mjs,cjs}"], ...tseslint.configs.disableTypeChecked },
  {
    // The core returns or throws; it never prints or exits.
    files: ["src/queue/**", "src/worker/**", "src/live/**", "src/wording/**"],
    rules: { "no-console": "error" },
  },
);
