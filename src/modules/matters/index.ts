import { serverModule } from "../../platform/module.ts";
import { mattersContract } from "./contract.ts";
import { dropOldDrafts, onResidentChanged, refreshContact, remindDue } from "./jobs.ts";
import { loadDraft, saveDraft } from "./operations/drafts.ts";
import { open } from "./operations/open.ts";
import { progress } from "./operations/progress.ts";
import { get, list, reveal } from "./operations/read.ts";
import { addNote, classify, close, defer, pauseClock, reopen, resumeClock } from "./operations/work.ts";

export const matters = serverModule({
  name: "matters",
  contract: mattersContract,
  operations: {
    open,
    list,
    get,
    reveal,
    classify,
    addNote,
    defer,
    pauseClock,
    resumeClock,
    close,
    reopen,
    progress,
    saveDraft,
    loadDraft,
  },
  jobs: [dropOldDrafts, remindDue, refreshContact],
  listens: [onResidentChanged],
});

export {
  addEvent,
  assignMatter,
  closeMatter,
  getMatter,
  moveMatter,
  noteBooking,
  startClock,
  stopClock,
} from "./cases.ts";
export { matterClosed } from "./facts.ts";
export { findByProof, findMatter, type MatterRef, mattersByIds } from "./store.ts";
