import { resolve } from "node:path";
import { z } from "zod";

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: z.string().optional(),
  PUBLIC_URL: z.url().optional(),
  CITY_PACK: z.string().default("changzhou"),
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  CRYPTO_PROFILE: z.enum(["intl", "gm"]).default("intl"),
  TRUST_PROXY: z.enum(["0", "1"]).default("0"),
});

export interface Config {
  port: number;
  /** Address to listen on; undefined: loopback in demo mode, every interface in production. */
  host: string | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  /** The address people type; decides on secure cookies and links in messages. */
  publicUrl: string | undefined;
  cityPack: string;
  /** Production never seeds, never shows demo links or codes. */
  production: boolean;
  logLevel: z.infer<typeof Environment>["LOG_LEVEL"];
  cryptoProfile: "intl" | "gm";
  /** Take the client's address from X-Forwarded-For (only behind a proxy that sets it). */
  trustProxy: boolean;
}

/** Reads the configuration from the environment and the command line. @throws Error naming the variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[]): Config {
  // An empty variable is one that is not set.
  const parsed = Environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== "")));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new Error(`The configuration is not valid. ${wrong}`);
  }
  const value = parsed.data;
  return {
    port: value.PORT,
    host: value.HOST,
    dataDir: resolve(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    publicUrl: value.PUBLIC_URL,
    cityPack: value.CITY_PACK,
    production: args.includes("--production") || value.NODE_ENV === "production",
    logLevel: value.LOG_LEVEL,
    cryptoProfile: value.CRYPTO_PROFILE,
    trustProxy: value.TRUST_PROXY === "1",
  };
}
