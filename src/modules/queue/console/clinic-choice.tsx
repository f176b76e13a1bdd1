import { Select } from "antd";
import { useState } from "react";
import { client } from "../../../ui/api.ts";
import { Empty, Waiting } from "../../../ui/console/empty.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { useMe } from "../../../ui/console/session.tsx";
import { rostersContract } from "../../rosters/contract.ts";

const rosters = client(rostersContract);

export interface DeskClinic {
  /** The clinic of this window; null until it is known or chosen. */
  clinicId: string | null;
  /** The grant is for one clinic: there is nothing to choose. */
  fixed: boolean;
  busy: boolean;
  choose: (id: string) => void;
}

/** The clinic whose window this is: the grant's own, the one chosen last on this machine, or the one of the own area. */
export function useDeskClinic(): DeskClinic {
  const { grant } = useMe();
  const place = `lc.window.${grant?.id ?? ""}`;
  const [chosen, setChosen] = useState(() => localStorage.getItem(place));
  const known = grant?.clinicId ?? chosen;
  const codes = areaCodes(grant?.unitPath);
  const own = useClinicOf(known === null ? codes.at(-1) : undefined);
  // A village without a clinic turns to its town's.
  const above = useClinicOf(known === null && own.none ? codes.at(-2) : undefined);
  return {
    clinicId: known ?? own.id ?? above.id,
    fixed: Boolean(grant?.clinicId),
    busy: own.busy || above.busy,
    choose: (id) => {
      localStorage.setItem(place, id);
      setChosen(id);
    },
  };
}

/** `/3204/320402/320402001/~k/` → its area codes, city first. */
const areaCodes = (path: string | undefined): string[] =>
  path?.split("/").filter((part) => part !== "" && !part.startsWith("~")) ?? [];

/** The clinic of just this area, or the only one in it. */
function useClinicOf(area: string | undefined): { id: string | null; none: boolean; busy: boolean } {
  const enabled = area !== undefined;
  const { data, isPending } = useApi(
    ["rosters", "listClinics", { area, size: 200 }],
    () => rosters.listClinics({ area, size: 200 }),
    { enabled },
  );
  const items = enabled ? (data?.items ?? []) : [];
  const found = items.find((one) => one.areaCode === area) ?? (items.length === 1 ? items[0] : undefined);
  return { id: found?.id ?? null, none: enabled && data !== undefined && !found, busy: enabled && isPending };
}

/** For whoever looks after several clinics: which window he sits at today. */
export function ClinicChoice({ value, onChoose }: { value: string | null; onChoose: (id: string) => void }) {
  const { grant, role } = useMe();
  const codes = areaCodes(grant?.unitPath);
  // A village's proxy may also turn to the clinics above.
  const area = role === "proxy" ? codes.at(-2) : codes.at(-1);
  const [q, setQ] = useState("");
  const asked = { area, q: q || undefined, size: 200 };
  const { data, isFetching } = useApi(["rosters", "listClinics", asked], () => rosters.listClinics(asked), {
    keepPrevious: true,
  });
  const items = (data?.items ?? []).filter((one) => role !== "proxy" || codes.includes(one.areaCode));
  return (
    <Select
      className="queue-clinic"
      aria-label="哪个门诊的窗口"
      placeholder="选门诊"
      loading={isFetching}
      popupMatchSelectWidth={false}
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={items.map(({ id, name }) => ({ value: id, label: name }))}
      // While searching the chosen one may be out of sight: its name, not its id, is what one reads.
      value={items.some((one) => one.id === value) ? value : null}
      onChange={(id: string | null) => id && onChoose(id)}
    />
  );
}

/** Shown until a window is known. */
export function ChooseFirst({ title, desk }: { title: string; desk: DeskClinic }) {
  if (desk.busy) return <Waiting lines={6} />;
  return (
    <Page title={title} extra={<ClinicChoice value={null} onChoose={desk.choose} />}>
      <div className="lc-surface">
        <Empty title="先选一个门诊" icon="window">
          选好今天在哪个门诊的窗口，这台电脑会记住。
        </Empty>
      </div>
    </Page>
  );
}
