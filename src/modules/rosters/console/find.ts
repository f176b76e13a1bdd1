import { client } from "../../../ui/api.ts";
import type { SearchItem } from "../../../ui/console/routes.ts";
import { rostersContract } from "../contract.ts";

const api = client(rostersContract);

export async function findClinics(q: string): Promise<SearchItem[]> {
  if (q.length > 30) return [];
  const { items } = await api.listClinics({ q, size: 5 });
  return items.map((one) => ({
    key: one.id,
    title: one.name,
    note: one.address,
    href: `/clinics/${one.id}`,
  }));
}
