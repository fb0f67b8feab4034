/** The imports of the sources, read with TypeScript's own parser. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

export interface Import {
  /** The importing file, relative to src, with `/`. */
  readonly from: string;
  /** Another file of src (relative to it, `.ts`), or the name of a package or of a Node module. */
  readonly to: string;
  /** Leaves nothing behind when compiled. */
  readonly typeOnly: boolean;
}

/** Every import, re-export and `import()` in the files below `src`. */
export function readImports(src: string): readonly Import[] {
  return readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.split(path.sep).join("/"))
    .flatMap((from) => importsOf(from, readFileSync(path.join(src, from), "utf8")));
}

/** The imports of one file, of which `from` is the path relative to src. */
export function importsOf(from: string, text: string): readonly Import[] {
  const source = ts.createSourceFile(from, text, ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const named = moduleNamedIn(node);
    if (named !== undefined) found.push({ from, to: resolve(from, named.specifier), typeOnly: named.typeOnly });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function moduleNamedIn(node: ts.Node): { specifier: string; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: importsTypesOnly(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { specifier: node.argument.literal.text, typeOnly: true };
  }
  if (ts.isCallExpression(node) && isImportOrRequire(node.expression)) {
    const [argument] = node.arguments;
    if (argument && ts.isStringLiteralLike(argument)) return { specifier: argument.text, typeOnly: false };
  }
  return undefined;
}

/** `import type { A }`, or every name marked: `import { type A, type B }`. */
function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  if (clause.name !== undefined || names === undefined || !ts.isNamedImports(names)) return false;
  return names.elements.length > 0 && names.elements.every((element) => element.isTypeOnly);
}

function isImportOrRequire(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
}

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return path.posix.join(path.posix.dirname(from), specifier).replace(/\.js$/, ".ts");
}
