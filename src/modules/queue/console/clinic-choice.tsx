import { Select } from "antd";
import { useState } from "react";
import { client } from "../../../ui/api.ts";
import { Empty } from "../../../ui/console/empty.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { useMe } from "../../../ui/console/session.tsx";
import { rostersContract } from "../../rosters/contract.ts";

const rosters = client(rostersContract);

/** The clinic whose window this is: the grant's own, or the one chosen last on this machine. */
export function useDeskClinic(): { clinicId: string | undefined; fixed: boolean; choose: (id: string) => void } {
  const { grant } = useMe();
  const place = `lc.window.${grant?.id ?? ""}`;
  const [chosen, setChosen] = useState(() => localStorage.getItem(place) ?? undefined);
  return {
    clinicId: grant?.clinicId ?? chosen,
    fixed: Boolean(grant?.clinicId),
    choose: (id) => {
      localStorage.setItem(place, id);
      setChosen(id);
    },
  };
}

/** For whoever looks after several clinics: which window he sits at today. */
export function ClinicChoice({ value, onChoose }: { value: string | undefined; onChoose: (id: string) => void }) {
  const { grant } = useMe();
  const area = grant?.unitPath
    .split("/")
    .filter((part) => part !== "" && !part.startsWith("~"))
    .at(-1);
  const [q, setQ] = useState("");
  const asked = { area, q: q || undefined, size: 50 };
  const { data, isFetching } = useApi(["rosters", "listClinics", asked], () => rosters.listClinics(asked), {
    keepPrevious: true,
  });
  const chosen = useApi(["rosters", "listClinics", "chosen", value], () => rosters.listClinics({ area, size: 200 }), {
    enabled: value !== undefined && !data?.items.some((one) => one.id === value),
  });
  const items = [...(data?.items ?? [])];
  const away = chosen.data?.items.find((one) => one.id === value);
  if (away && !items.some((one) => one.id === away.id)) items.unshift(away);
  return (
    <Select
      className="queue-clinic"
      aria-label="哪个门诊的窗口"
      placeholder="选门诊"
      loading={isFetching}
      popupMatchSelectWidth={false}
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={items.map(({ id, name }) => ({ value: id, label: name }))}
      value={items.some((one) => one.id === value) ? value : null}
      onChange={(id: string | null) => id && onChoose(id)}
    />
  );
}

/** Shown until a window is chosen. */
export function ChooseFirst({ title, onChoose }: { title: string; onChoose: (id: string) => void }) {
  return (
    <Page title={title} extra={<ClinicChoice value={undefined} onChoose={onChoose} />}>
      <div className="lc-surface">
        <Empty title="先选一个门诊" icon="window">
          您管着几个门诊。选好今天坐在哪个窗口，这台电脑会记住。
        </Empty>
      </div>
    </Page>
  );
}
