import type { Log } from "../../platform/log.ts";
import { maskPhone } from "../../shared/mask.ts";

export interface SmsMessage {
  /** Mobile number, 11 digits. */
  phone: string;
  text: string;
  template: string;
}

/** A way to send one message. It throws when the message was not taken. */
export type SmsDriver = (message: SmsMessage, log: Log) => Promise<void>;

/** Sends nothing: says in the log that it would, without what is said and to whom. */
export const consoleSms: SmsDriver = async (message, log) => {
  log.info({ template: message.template, phone: maskPhone(message.phone) }, "SMS (not sent: no driver is set)");
};

let driver: SmsDriver = consoleSms;

/** Sets the way messages go out (an adapter of the operator, or a test's). Returns the way before. */
export function useSmsDriver(next: SmsDriver): SmsDriver {
  const before = driver;
  driver = next;
  return before;
}

export const sendSms: SmsDriver = async (message, log) => await driver(message, log);
