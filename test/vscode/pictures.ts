/** Pictures of what was on screen, for a person to look at. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";

const directory = path.resolve(__dirname, "../../out/test/pictures");

/** Saves what is on screen as out/test/pictures/<name>.png; signs that no file name should have become dashes. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, `${name.replaceAll(/[^\w]+/g, "-")}.png`);
  // Menus and messages fade in; they are to be seen as they stand then.
  await page.screenshot({ path: file, animations: "disabled" });
}
