import { type Logger, pino } from "pino";

export type Log = Logger;

/** JSON log lines. What may hold personal data never reaches a line: these paths are cut wherever they stand. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "phone",
        "name",
        "password",
        "token",
        "code",
        "text",
        "*.phone",
        "*.name",
        "*.password",
        "*.token",
        "*.text",
      ],
      censor: "[cut]",
    },
  });
}
