/** A browser to drive VS Code's page with: the system's Chrome or Chromium, else a build from npm (Linux on x64). */
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { cached } from "./cache.js";
import { npmInstall } from "./npm.js";
import { run } from "../processes/run.js";

const packagedVersion = "147.0.2";

export interface Browser {
  readonly executable: string;
  /** Variables that it must be started with. */
  readonly env: Readonly<Record<string, string>>;
}

/** Throws with the reason when there is no browser and none can be had. */
export async function browser(): Promise<Browser> {
  const installed = systemBrowsers().find((candidate) => existsSync(candidate));
  if (installed !== undefined) return { executable: installed, env: {} };
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("Neither Chrome nor Chromium is installed. Install one, or set CHROME_PATH to it.");
  }
  const key = `chromium-${packagedVersion}-${process.platform}-${process.arch}`;
  const directory = await cached({ key, title: `Chromium ${packagedVersion}` }, install);
  return {
    executable: path.join(directory, "chromium"),
    // A bare system has neither the libraries that Chromium links with nor fonts; the package brings both.
    env: { LD_LIBRARY_PATH: path.join(directory, "al2023", "lib"), FONTCONFIG_PATH: path.join(directory, "fonts") },
  };
}

/** Where browsers are found, those that the person names first. */
function systemBrowsers(): readonly string[] {
  const named = process.env["CHROME_PATH"] ? [process.env["CHROME_PATH"]] : [];
  if (process.platform === "darwin") {
    return [...named, ...["Google Chrome", "Chromium"].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`)];
  }
  if (process.platform === "win32") {
    const roots = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((name) => process.env[name] ?? []);
    return [...named, ...roots.map((root) => path.join(root, "Google", "Chrome", "Application", "chrome.exe"))];
  }
  const names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"];
  const directories = (process.env["PATH"] ?? "").split(path.delimiter);
  return [...named, ...names.flatMap((name) => directories.map((directory) => path.join(directory, name)))];
}

/** The package holds everything compressed, and unpacks it itself into the temporary directory. */
async function install(directory: string, finalDirectory: string): Promise<void> {
  const packageDirectory = path.join(directory, "package");
  await mkdir(packageDirectory);
  const packages = [`@sparticuz/chromium@${packagedVersion}`, "dejavu-fonts-ttf@2.37.3"];
  await npmInstall(packageDirectory, packages, { args: ["--ignore-scripts"] });
  const unpack = `import("@sparticuz/chromium").then((chromium) => chromium.default.executablePath())`;
  // It unpacks the libraries only where it believes to be on Amazon's system, which has none of them.
  const env = { ...process.env, TMPDIR: directory, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" };
  await run(process.execPath, ["-e", unpack], { cwd: packageDirectory, env });
  const fonts = path.join(directory, "fonts");
  await rename(path.join(packageDirectory, "node_modules", "dejavu-fonts-ttf", "ttf"), path.join(fonts, "dejavu"));
  await rm(packageDirectory, { recursive: true });
  await writeFile(path.join(fonts, "fonts.conf"), fontConfiguration(path.join(finalDirectory, "fonts")));
}

/** The package's own names directories of Amazon's system, and it brings no font of fixed width. */
function fontConfiguration(directory: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${directory}</dir>
  <cachedir>${directory}/cache</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`;
}
