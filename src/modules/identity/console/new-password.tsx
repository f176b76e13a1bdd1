import { useState } from "react";
import { apiError } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import type { Bind, Field } from "../../../ui/console/form.tsx";
import { Icon } from "../../../ui/console/icons.tsx";
import { passwordReasons, refusals } from "../labels.ts";
import { type PasswordWeakness, passwordWeaknesses } from "../password-rules.ts";
import "./identity.css";

interface Person {
  loginName: string;
  displayName: string;
}

const nobody: Person = { loginName: "", displayName: "" };

const rules: readonly [PasswordWeakness, string][] = [
  ["short", "至少 12 个字符"],
  ["simple", "大写字母、小写字母、数字、符号，里面有三种"],
  ["context", "没有账号、姓名、地名、单位名，也没有 12348"],
  ["common", "不是常见密码，也不是 123、abc、qwerty 这样的规律"],
];

const weaknessesOf = (password: string, person: Person) => passwordWeaknesses(password, { ...person, place: [] });

/** The field for a new password: what it must be, ticked off while one types. The server has the last word. */
export function newPasswordField(name: string, person: Person = nobody): Field {
  return {
    name,
    label: "新密码",
    kind: "own",
    required: true,
    check: (value) => {
      const [weakness] = weaknessesOf(String(value), person);
      return weakness && passwordReasons[weakness];
    },
    render: (bind) => <NewPassword bind={bind} person={person} />,
  };
}

function NewPassword({ bind, person }: { bind: Bind; person: Person }) {
  const [shown, setShown] = useState(false);
  const typed = typeof bind.value === "string" ? bind.value : "";
  const wrong = weaknessesOf(typed, person);
  const count = Array.from(typed).length;
  return (
    <>
      <div className="identity-password">
        <input
          id={bind.id}
          className="lc-input"
          type={shown ? "text" : "password"}
          autoComplete="new-password"
          spellCheck={false}
          autoCapitalize="off"
          aria-invalid={bind.invalid || undefined}
          aria-describedby={`${bind.id}-rules ${bind.describedBy ?? ""}`}
          value={typed}
          onChange={(event) => bind.set(event.target.value)}
        />
        <Button pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? "遮住" : "显示"}
        </Button>
      </div>
      <ul className="identity-rules" id={`${bind.id}-rules`} aria-label="密码要求">
        {rules.map(([rule, words]) => {
          const kept = typed === "" ? undefined : !wrong.includes(rule);
          return (
            <li key={rule} data-kept={kept === undefined ? undefined : kept ? "yes" : "no"}>
              <Icon name={kept === undefined ? "dot" : kept ? "check" : "alert"} size={14} />
              <span>
                {words}
                {rule === "short" && count > 0 && count < 12 && `，还差 ${12 - count} 个`}
                {kept !== undefined && <span className="lc-hidden">{kept ? "：做到了" : "：还没有做到"}</span>}
              </span>
            </li>
          );
        })}
        <li>
          <Icon name="dot" size={14} />
          和最近五次用过的都不同（保存时核对）
        </li>
      </ul>
    </>
  );
}

/** Refusals with the reason of a weak password and the end of a lock said in their own sentence. */
export const signInRefusals: Readonly<Record<string, string>> = {
  ...refusals,
  ...Object.fromEntries(Object.entries(passwordReasons).map(([reason, words]) => [`PASSWORD_WEAK.${reason}`, words])),
};

/** Runs a call and makes the code of its refusal as exact as its data. */
export async function exact<T>(run: Promise<T>): Promise<T> {
  try {
    return await run;
  } catch (error) {
    const known = apiError(error);
    const reason =
      typeof known?.data === "object" && known.data !== null ? (known.data as { reason?: unknown }).reason : undefined;
    if (known?.code === "PASSWORD_WEAK" && typeof reason === "string")
      throw Object.assign(new Error(known.code), { code: `PASSWORD_WEAK.${reason}`, status: known.status });
    throw error;
  }
}
