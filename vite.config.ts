import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** In development every console address that is no file answers with console.html, as the server does. */
const consoleAddresses: Plugin = {
  name: "console-addresses",
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const path = request.url?.split("?")[0] ?? "";
      if (request.headers.accept?.includes("text/html") && /^\/console(\/[^.@]*)?$/.test(path)) {
        request.url = `/console/console.html${request.url?.slice(path.length) ?? ""}`;
      }
      next();
    });
  },
};

export default defineConfig(({ mode }) => ({
  root: at("src"),
  base: "/console/",
  cacheDir: at("node_modules/.vite"),
  publicDir: false,
  plugins: [react(), consoleAddresses],
  server: {
    port: 5173,
    proxy: { "/api": "http://localhost:8080" },
  },
  build: {
    outDir: at(mode === "production" ? "dist/console" : "dist/console-preview"),
    emptyOutDir: true,
    target: "es2022",
    // No inline anything: the page is served with `script-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: {
      input: at("src/console.html"),
      output: {
        // Libraries that every page needs change seldom: their own file stays in the browser's cache over releases.
        codeSplitting: {
          groups: [{ name: "react", test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/ }],
        },
      },
    },
  },
}));
