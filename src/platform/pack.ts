import { readFileSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PACK_FILES, type Pack, PackError, parsePack } from "../shared/pack.ts";

const PACKS = fileURLToPath(new URL("../../packs/", import.meta.url));

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * Reads a city pack: an id (`changzhou`) is a folder of `packs/`, anything with a `/` is a folder of the operator's.
 * Without an argument the environment's CITY_PACK, else `changzhou`. Throws PackError when the folder or a file is
 * missing or wrong.
 */
export function loadPack(idOrFolder: string = process.env.CITY_PACK || "changzhou"): Pack {
  const folder = idOrFolder.includes("/") || isAbsolute(idOrFolder) ? idOrFolder : join(PACKS, idOrFolder);
  if (!isDirectory(folder)) throw new PackError(folder, "is not a folder");
  const files: Record<string, string> = {};
  for (const file of PACK_FILES) {
    try {
      files[file] = readFileSync(join(folder, file), "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return parsePack(files);
}
