import { serverModule } from "../../platform/module.ts";
import { consultationsContract } from "./contract.ts";
import { issueSheet } from "./operations/issue-sheet.ts";
import { get, getSheet, list, verifySheet } from "./operations/read.ts";
import { saveNote } from "./operations/save-note.ts";
import { sign } from "./operations/sign.ts";
import { start } from "./operations/start.ts";
import { consultationsPortal } from "./portal/routes.tsx";

export const consultations = serverModule({
  name: "consultations",
  contract: consultationsContract,
  operations: { start, saveNote, sign, get, list, issueSheet, getSheet, verifySheet },
  portal: consultationsPortal,
});
