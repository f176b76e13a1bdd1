import { Select } from "antd";
import { useEffect, useState } from "react";
import { client } from "../../../ui/api.ts";
import type { Option } from "../../../ui/console/filters.tsx";
import type { Bind, Field } from "../../../ui/console/form.tsx";
import { Go } from "../../../ui/console/go.tsx";
import { Icon } from "../../../ui/console/icons.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { useMe } from "../../../ui/console/session.tsx";
import type { StateWords } from "../../../ui/console/status.tsx";
import { type Area, type Clinic, networkContract, type Tier } from "../contract.ts";
import { clinicStateLabels, tierLabels } from "../labels.ts";
import "./network.css";

const api = client(networkContract);

export const clinicStates: StateWords<Clinic["state"]> = {
  planned: { label: clinicStateLabels.planned, tone: "plain" },
  running: { label: clinicStateLabels.running, tone: "good" },
  paused: { label: clinicStateLabels.paused, tone: "attention", icon: "pause" },
  closed: { label: clinicStateLabels.closed, tone: "plain", icon: "close" },
};

/** City, districts and towns: few enough to be known at once. Villages are looked up. */
export function useAreas(): readonly Area[] {
  const { data } = useApi(["network", "listAreas", "upper"], async () => {
    const tiers = ["city", "district", "town"] as const;
    const lists = await Promise.all(tiers.map((tier) => api.listAreas({ tier, size: 2000 })));
    return lists.flatMap((list) => list.items);
  });
  return data ?? none;
}
const none: readonly Area[] = [];

/** The code at the end of an area path; empty for the whole city's `/`. A clinic's own part does not count. */
const codeAtEnd = (path: string): string =>
  path.split("/").findLast((part) => part !== "" && !part.startsWith("~")) ?? "";

/** The area that the person at the keyboard works for. */
export function useOwnArea(): Area | undefined {
  const me = useMe();
  const areas = useAreas();
  const path = me.grant?.unitPath ?? "/";
  const code = codeAtEnd(path);
  return code === "" ? areas.find((area) => area.tier === "city") : areas.find((area) => area.code === code);
}

/** An area and everything above it within the own reach, the highest first. */
export function lineOf(areas: readonly Area[], code: string | undefined, reach: string): Area[] {
  const line: Area[] = [];
  for (
    let at = areas.find((area) => area.code === code);
    at?.path.startsWith(reach);
    at = areas.find((area) => area.code === at?.parentCode)
  )
    line.unshift(at);
  return line;
}

const optionOf = (area: Area, areas: readonly Area[]): Option => {
  const above = areas.find((one) => one.code === area.parentCode);
  return { value: area.code, label: above && above.tier !== "city" ? `${area.name}（${above.shortName}）` : area.name };
};

/** Districts and towns within reach, for a list's filter. */
export function useAreaOptions(): Option[] {
  const me = useMe();
  const areas = useAreas();
  const reach = me.grant?.unitPath ?? "/";
  return areas
    .filter((area) => area.tier !== "city" && (area.path.startsWith(reach) || me.role === "practitioner"))
    .map((area) => optionOf(area, areas));
}

/** A form's field for one area. Towns and above at once, villages when their name is typed. Value: the code. */
export function areaField(field: {
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
  tiers?: readonly Tier[];
  onPick?: (area: Area | undefined) => void;
  when?: Field["when"];
}): Field {
  const { tiers, onPick, ...rest } = field;
  return { ...rest, kind: "own", render: (bind) => <AreaSelect bind={bind} tiers={tiers} onPick={onPick} /> };
}

function AreaSelect({
  bind,
  tiers = ["city", "district", "town", "village"],
  onPick,
}: {
  bind: Bind;
  tiers?: readonly Tier[];
  onPick?: (area: Area | undefined) => void;
}) {
  const me = useMe();
  const upper = useAreas();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  const [kept, setKept] = useState<Area>();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const lower = useApi(
    ["network", "listAreas", "village", asked],
    () => api.listAreas({ tier: "village", q: asked, size: 30 }),
    { enabled: asked !== "" && tiers.includes("village") },
  );
  const reach = me.grant?.unitPath ?? "/";
  const found = [...upper, ...(asked === "" ? [] : (lower.data?.items ?? []))];
  const known = kept && !found.includes(kept) ? [...found, kept] : found;
  const shown = known.filter(
    (area) => tiers.includes(area.tier) && area.path.startsWith(reach) && (area === kept || area.name.includes(asked)),
  );
  return (
    <Select
      id={bind.id}
      status={bind.invalid ? "error" : undefined}
      aria-describedby={bind.describedBy}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={lower.isFetching}
      placeholder={tiers.includes("village") ? "输入镇、街道、村、社区的名字" : "请选择"}
      notFoundContent={asked === "" ? "输入名字查找" : "没有找到这个名字"}
      options={shown.map((area) => optionOf(area, [...upper, ...found]))}
      value={typeof bind.value === "string" && bind.value !== "" ? bind.value : null}
      onChange={(code: string | null | undefined) => {
        const area = known.find((one) => one.code === code);
        setKept(area);
        bind.set(code ?? undefined);
        onPick?.(area);
      }}
    />
  );
}

/** 兰汀市 › 汀南区 › 白鹭镇, each a step up. */
export function AreaSteps({ line, hrefOf }: { line: readonly Area[]; hrefOf: (area: Area) => string }) {
  return (
    <nav className="network-steps" aria-label="所在位置">
      {line.map((area, place) => (
        <span key={area.code}>
          {place > 0 && <Icon name="right" size={14} />}
          {place === line.length - 1 ? (
            <b aria-current="page">{area.name}</b>
          ) : (
            <Go href={hrefOf(area)}>{area.name}</Go>
          )}
        </span>
      ))}
    </nav>
  );
}

export const tierOf = (tier: Tier): string => tierLabels[tier];

/** One clinic, shared by everybody who shows it. */
export const useClinic = (id: string) =>
  useApi(["network", "getClinic", id], () => api.getClinic({ id }), { enabled: id !== "" });
