import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  randomUUID,
  timingSafeEqual,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { layerTimesOn, timed } from "./layer-times.ts";

/** `intl`: AES-256-GCM and HMAC-SHA-256. `gm`: SM4-CTR with HMAC-SM3 (encrypt-then-MAC). */
export type CryptoProfile = "intl" | "gm";

interface KeyFile {
  active: string;
  keys: Record<string, { profile: CryptoProfile; secret: string }>;
  /** Keys of look-ups and search tokens are not rotated with the data keys: every row would have to be read again. */
  lookup: string;
}

/** Seals and opens personal data, and makes the keyed values it is found by. Holds the keys; the database never does. */
export interface Vault {
  /** Sealed text: `keyId.base64url`. `undefined` and `null` pass through as null. */
  seal(plain: string): string;
  /** @throws Error when the value was cut, changed, or sealed with a key this vault does not hold. */
  open(sealed: string): string;
  /** Keyed hash of a normalised value (base64url, 22 characters): equal values, equal hashes, per kind. */
  lookup(kind: string, value: string): string;
  /** Keyed search tokens as signed 64-bit integers in decimal, for a bigint[] column. */
  tokens(words: Iterable<string>): string[];
  /** Keyed hash of a secret (session token, login link): what the database stores of it. */
  hashSecret(secret: string): string;
}

/** Opens the key file, or makes it (mode 0600) where there is none. */
export function openVault(keyFile: string, profile: CryptoProfile = "intl"): Vault {
  if (!existsSync(keyFile)) {
    const id = randomUUID().slice(0, 8);
    const fresh: KeyFile = {
      active: id,
      keys: { [id]: { profile, secret: randomBytes(32).toString("base64") } },
      lookup: randomBytes(32).toString("base64"),
    };
    mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 });
    const temporary = `${keyFile}.${process.pid}`;
    writeFileSync(temporary, JSON.stringify(fresh), { mode: 0o600 });
    renameSync(temporary, keyFile);
  }
  return vaultOf(JSON.parse(readFileSync(keyFile, "utf8")) as KeyFile);
}

/** A vault with keys made for this process only (tests, demo tools). */
export function temporaryVault(profile: CryptoProfile = "intl"): Vault {
  const secret = randomBytes(32).toString("base64");
  return vaultOf({ active: "t", keys: { t: { profile, secret } }, lookup: randomBytes(32).toString("base64") });
}

function vaultOf(file: KeyFile): Vault {
  const ciphers = new Map(
    Object.entries(file.keys).map(([id, key]) => [id, cipherOf(key.profile, Buffer.from(key.secret, "base64"))]),
  );
  const active = ciphers.get(file.active);
  if (!active) throw new Error("The key file names an active key that it does not hold.");
  const lookupKey = Buffer.from(file.lookup, "base64");
  const derive = (info: string) => Buffer.from(hkdfSync("sha256", lookupKey, "", info, 32));
  const lookupKeys = new Map<string, Buffer>();
  const tokenKey = derive("tokens");
  const secretKey = derive("secrets");
  const mac = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const vault: Vault = {
    seal: (plain) => `${file.active}.${active.seal(Buffer.from(plain, "utf8")).toString("base64url")}`,
    open(sealed) {
      const dot = sealed.indexOf(".");
      const cipher = ciphers.get(sealed.slice(0, dot));
      if (!cipher) throw new Error("Sealed with a key that is not held here.");
      return cipher.open(Buffer.from(sealed.slice(dot + 1), "base64url")).toString("utf8");
    },
    lookup(kind, value) {
      let key = lookupKeys.get(kind);
      if (!key) {
        key = derive(`lookup:${kind}`);
        lookupKeys.set(kind, key);
      }
      return mac(key, value).subarray(0, 16).toString("base64url");
    },
    tokens(words) {
      const seen = new Set<string>();
      for (const word of words) seen.add(mac(tokenKey, word).readBigInt64BE(0).toString());
      return [...seen];
    },
    hashSecret: (secret) => mac(secretKey, secret).toString("base64url"),
  };
  if (!layerTimesOn()) return vault;
  return {
    seal: (plain) => timed("sealing", () => vault.seal(plain)),
    open: (sealed) => timed("sealing", () => vault.open(sealed)),
    lookup: (kind, value) => timed("sealing", () => vault.lookup(kind, value)),
    tokens: (words) => timed("sealing", () => vault.tokens(words)),
    hashSecret: (secret) => timed("sealing", () => vault.hashSecret(secret)),
  };
}

interface Cipher {
  seal(plain: Buffer): Buffer;
  open(sealed: Buffer): Buffer;
}

function cipherOf(profile: CryptoProfile, secret: Buffer): Cipher {
  return profile === "gm" ? sm4(secret) : aesGcm(secret);
}

function aesGcm(key: Buffer): Cipher {
  return {
    seal(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed) {
      if (sealed.length < 28) throw new Error("Sealed value is cut short.");
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(sealed.length - 16));
      return Buffer.concat([decipher.update(sealed.subarray(12, sealed.length - 16)), decipher.final()]);
    },
  };
}

function sm4(secret: Buffer): Cipher {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "sm4", 16));
  const macKey = Buffer.from(hkdfSync("sha256", secret, "", "sm3", 32));
  const tag = (body: Buffer) => createHmac("sm3", macKey).update(body).digest();
  return {
    seal(plain) {
      const iv = randomBytes(16);
      const cipher = createCipheriv("sm4-ctr", key, iv);
      const body = Buffer.concat([iv, cipher.update(plain), cipher.final()]);
      return Buffer.concat([body, tag(body)]);
    },
    open(sealed) {
      if (sealed.length < 48) throw new Error("Sealed value is cut short.");
      const body = sealed.subarray(0, sealed.length - 32);
      if (!timingSafeEqual(tag(body), sealed.subarray(sealed.length - 32)))
        throw new Error("Sealed value was changed.");
      const decipher = createDecipheriv("sm4-ctr", key, body.subarray(0, 16));
      return Buffer.concat([decipher.update(body.subarray(16)), decipher.final()]);
    },
  };
}
