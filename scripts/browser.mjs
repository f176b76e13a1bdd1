// The journeys run in a real Chromium, and Chinese pages need Chinese fonts.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fail } from "./ensure.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** The path of a Chromium: CHROMIUM_PATH, else what is on PATH or where it usually lies; undefined when there is none. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH && existsSync(process.env.CHROMIUM_PATH)) return process.env.CHROMIUM_PATH;
  const dirs = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin", "/snap/bin"];
  const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  return [...dirs.filter(Boolean).flatMap((dir) => names.map((name) => join(dir, name))), mac].find((path) =>
    existsSync(path),
  );
}

function hasChineseFonts() {
  if (process.platform === "darwin") return true;
  const { stdout } = spawnSync("fc-list", [":lang=zh", "family"], { encoding: "utf8" });
  return (stdout ?? "").trim() !== "";
}

/** Installs Chromium and Noto CJK on Debian when root, else says the command. Out: the path of Chromium. */
export function ensureBrowser() {
  if (!findChromium() || !hasChineseFonts()) install();
  const chromium = findChromium();
  if (!chromium || !hasChineseFonts()) fail("Chromium or Chinese fonts are still missing after the installation.");
  return chromium;
}

function install() {
  const command = "apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-cjk fontconfig";
  const debian = spawnSync("apt-get", ["--version"]).status === 0;
  if (!debian)
    fail(
      "The tests need Chromium (set CHROMIUM_PATH) and a Chinese font such as Noto Sans CJK. Install them and try again.",
    );
  if (process.getuid?.() !== 0)
    fail(`The tests need Chromium and Chinese fonts. Install them with: sudo sh -c '${command}'`);
  console.error("Installing Chromium and Chinese fonts (apt-get) ...");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status } = spawnSync("sh", ["-c", command], { env, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) fail(`Chromium and Chinese fonts could not be installed. Try by hand: ${command}`);
}
