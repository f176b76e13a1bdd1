import { client } from "../../../ui/api.ts";
import type { SearchItem } from "../../../ui/console/routes.ts";
import { practitionersContract } from "../contract.ts";
import { professionLabels } from "../labels.ts";

const api = client(practitionersContract);

export async function findPeople(q: string): Promise<SearchItem[]> {
  if (q.length > 20) return [];
  const { items } = await api.list({ q, size: 5 });
  return items.map((one) => ({
    key: one.id,
    title: one.name,
    note: `${professionLabels[one.profession]} · ${one.employer}`,
    href: `/people/${one.id}`,
  }));
}
