import { useBlocker } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { apiError, client } from "../../../ui/api.ts";
import { sayError } from "../../../ui/console/query.ts";
import { type Consultation, consultationsContract } from "../contract.ts";
import { refusals } from "../labels.ts";

const api = client(consultationsContract);
const EVERY_MS = 2_000;

/** What the page says beside the text. `elsewhere`: another page wrote meanwhile, both texts are in sight. */
export type NoteState =
  | { kind: "saved"; at: number | undefined }
  | { kind: "writing" | "saving" | "offline" }
  | { kind: "failed"; text: string }
  | { kind: "elsewhere"; theirs: string };

export interface Note {
  text: string;
  state: NoteState;
  write: (text: string) => void;
  /** Saves what stands; true when the server has exactly this text. */
  save: () => Promise<boolean>;
  /** After a conflict: the text that shall stand. */
  settle: (text: string) => void;
}

/**
 * A consultation's note that saves itself every two seconds while there is something new. It lives in this page's memory
 * only: what a person said is never put into the browser's storage. Without network it goes on and tries again.
 */
export function useNote(consultation: Consultation): Note {
  const { id } = consultation;
  const mine = consultation.can.includes("saveNote");
  const [text, setText] = useState(consultation.note ?? "");
  const [state, setState] = useState<NoteState>({ kind: "saved", at: undefined });
  const now = useRef({ text, saved: text, revision: consultation.revision, busy: false, stopped: false });

  const save = useCallback(async (): Promise<boolean> => {
    const at = now.current;
    if (at.text === at.saved) return true;
    if (at.busy || at.stopped) return false;
    at.busy = true;
    const sent = at.text;
    setState({ kind: "saving" });
    try {
      const answer = await api.saveNote({ id, note: sent, revision: at.revision });
      at.revision = answer.revision;
      at.saved = sent;
      setState(at.text === sent ? { kind: "saved", at: Date.now() } : { kind: "writing" });
      return at.text === sent;
    } catch (error) {
      const known = apiError(error);
      if (known?.code === "NOTE_CHANGED_ELSEWHERE") {
        at.stopped = true;
        const latest = await api.get({ id }).catch(() => undefined);
        if (latest) {
          at.revision = latest.revision;
          setState({ kind: "elsewhere", theirs: latest.note ?? "" });
        } else {
          at.stopped = false;
          setState({ kind: "offline" });
        }
      } else if (known === undefined) setState({ kind: "offline" });
      else setState({ kind: "failed", text: sayError(error, refusals) });
      return false;
    } finally {
      at.busy = false;
    }
  }, [id]);

  useEffect(() => {
    if (!mine) return;
    const timer = setInterval(() => void save(), EVERY_MS);
    const online = () => void save();
    window.addEventListener("online", online);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", online);
      void save();
    };
  }, [mine, save]);

  const unsaved = () => mine && now.current.text !== now.current.saved;
  useBlocker({
    shouldBlockFn: async () =>
      unsaved() && !(await save()) && !window.confirm("刚写的还没有保存上。离开会丢掉没保存的内容，要离开吗？"),
    enableBeforeUnload: unsaved,
  });

  const set = (next: string) => {
    now.current.text = next;
    setText(next);
  };
  return {
    text,
    state,
    save,
    write: (next) => {
      set(next);
      setState((before) => (before.kind === "saved" ? { kind: "writing" } : before));
    },
    settle: (next) => {
      now.current.stopped = false;
      // Whatever is chosen is written as the next revision.
      now.current.saved = `${next}\u0000`;
      set(next);
      setState({ kind: "writing" });
      void save();
    },
  };
}
