import { useState } from "react";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Clock } from "../../../ui/console/clock.tsx";
import { type Field, Form } from "../../../ui/console/form.tsx";
import { Moves } from "../../../ui/console/moves.tsx";
import { useAction } from "../../../ui/console/query.ts";
import { useCategoryOptions } from "../../triage/console/panels.tsx";
import { type Clock as ClockView, type Matter, mattersContract, outcomes } from "../contract.ts";
import { moveLabels, outcomeLabels, refusals } from "../labels.ts";

const api = client(mattersContract);
const touched = [["matters"], ["today"], ["dashboards"]];

type Doing = "classify" | "addNote" | "defer" | "close";

/** The moves that the matter allows; those that need a word open their few fields in place. */
export function MatterMoves({ matter }: { matter: Matter }) {
  const { id, can } = matter;
  const [doing, setDoing] = useState<Doing | null>(null);
  const open = (what: Doing, label: string) => ({
    label,
    open: () => setDoing((before) => (before === what ? null : what)),
  });
  return (
    <>
      <Moves
        can={can}
        refusals={refusals}
        invalidate={touched}
        moves={{
          addNote: open("addNote", "记一笔"),
          reopen: { label: "恢复办理", run: () => api.reopen({ id }), done: "已恢复办理。" },
          defer: open("defer", "约期答复"),
          classify: open("classify", "改类别"),
          close: open("close", "办结"),
        }}
      />
      {doing !== null && can.includes(doing) && (
        <div className="matters-doing">
          <MoveForm key={doing} doing={doing} matter={matter} close={() => setDoing(null)} />
        </div>
      )}
    </>
  );
}

function MoveForm({ doing, matter, close }: { doing: Doing; matter: Matter; close: () => void }) {
  const { id } = matter;
  const categories = useCategoryOptions();
  const forms: Record<
    Doing,
    { field: Field; submitLabel: string; done: string; run: (value: string) => Promise<Matter> }
  > = {
    addNote: {
      field: {
        name: "value",
        label: "记一笔",
        kind: "words",
        required: true,
        hint: "办事的同事能看到，来访人看不到。",
      },
      submitLabel: "记下来",
      done: "已记下。",
      run: (text) => api.addNote({ id, text }),
    },
    defer: {
      field: {
        name: "value",
        label: "为什么今天答复不了",
        kind: "words",
        rows: 2,
        required: true,
        hint: "三个工作日内答复，从现在起计时。来访人会收到通知。",
      },
      submitLabel: "约期答复",
      done: "已约期答复，开始计时。",
      run: (reason) => api.defer({ id, reason }),
    },
    classify: {
      field: { name: "value", label: "类别", kind: "select", required: true, options: categories },
      submitLabel: "定为这一类",
      done: "类别已改。",
      run: (category) => api.classify({ id, category }),
    },
    close: {
      field: {
        name: "value",
        label: "怎么办结的",
        kind: "choice",
        required: true,
        options: outcomes.map((value) => ({ value, label: outcomeLabels[value] })),
      },
      submitLabel: "办结",
      done: "已办结，会请来访人评价。",
      run: (outcome) => api.close({ id, outcome: outcome as (typeof outcomes)[number] }),
    },
  };
  const { field, submitLabel, done, run } = forms[doing];
  return (
    <Form
      fields={[field]}
      initial={doing === "classify" ? { value: matter.category } : {}}
      submit={(values) => run(String(values.value))}
      submitLabel={submitLabel}
      done={done}
      refusals={refusals}
      invalidate={touched}
      onDone={close}
      onCancel={close}
    />
  );
}

/** The clocks as plain sentences, the running ones first, each with its stop where the law lets it stand still. */
export function MatterClocks({ matter }: { matter: Matter }) {
  const { clocks, can } = matter;
  if (clocks.length === 0) return null;
  const running = clocks.filter((clock) => clock.stoppedAt === null);
  const stopped = clocks.filter((clock) => clock.stoppedAt !== null);
  return (
    <div className="matters-clocks">
      {[...running, ...stopped].map((clock) => (
        <OneClock key={`${clock.code}-${clock.startedAt}`} id={matter.id} clock={clock} can={can} />
      ))}
    </div>
  );
}

function OneClock({ id, clock, can }: { id: string; clock: ClockView; can: readonly string[] }) {
  const [pausing, setPausing] = useState(false);
  const { code } = clock;
  const resume = useAction(() => api.resumeClock({ id, code }), {
    refusals,
    invalidate: touched,
    done: "接着计时了。",
  });
  const paused = clock.pausedAt !== null && clock.stoppedAt === null;
  return (
    <div>
      <Clock view={clock} />
      {clock.pausable && can.includes("pauseClock") && !pausing && (
        <Button kind="quiet" icon="pause" onClick={() => setPausing(true)}>
          停表
        </Button>
      )}
      {paused && can.includes("resumeClock") && (
        <Button kind="quiet" icon="clock" busy={resume.isPending} onClick={() => resume.mutate(undefined)}>
          {moveLabels.resumeClock}
        </Button>
      )}
      {pausing && (
        <Form
          fields={[
            {
              name: "reason",
              label: "在等什么",
              kind: "text",
              required: true,
              maxLength: 200,
              hint: "例如：等来访人补考勤记录。",
            },
          ]}
          submit={(values) => api.pauseClock({ id, code, reason: String(values.reason) })}
          submitLabel="停表"
          done="已停表。"
          refusals={refusals}
          invalidate={touched}
          onDone={() => setPausing(false)}
          onCancel={() => setPausing(false)}
        />
      )}
    </div>
  );
}
