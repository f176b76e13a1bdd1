import type { MouseEvent, ReactNode } from "react";
import { Go } from "./go.tsx";
import { Icon } from "./icons.tsx";

export interface Column<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** The server can sort by this key. */
  sort?: boolean;
  /** CSS width, e.g. `"8em"`. The first column takes what is left. */
  width?: string;
  align?: "end";
  /** Left out where the table is narrow. */
  wideOnly?: boolean;
}

interface TableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** The first column becomes a link there. */
  rowHref?: (row: Row) => string;
  onOpen?: (id: string) => void;
  openId?: string;
  sort?: string;
  onSort?: (sort: string | undefined) => void;
  /** Ticked rows, when there are bulk actions. */
  picked?: ReadonlySet<string>;
  onPick?: (picked: Set<string>) => void;
  /** Older rows stay while new ones come. */
  stale?: boolean;
}

/** A plain table: sticky header, whole row clickable, turns into cards where it is narrow. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, rowId, rowHref, onOpen, openId, picked, onPick } = props;
  const click = (event: MouseEvent, id: string) => {
    const on = event.target as HTMLElement;
    if (!onOpen || on.closest("a,button,input,label,select") || String(getSelection()) !== "") return;
    onOpen(id);
  };
  const all = rows.length > 0 && rows.every((row) => picked?.has(rowId(row)));
  return (
    <div className="lc-table-box">
      <table
        className="lc-table"
        aria-label={label}
        aria-busy={props.stale || undefined}
        data-clickable={onOpen ? true : undefined}
      >
        <thead>
          <tr>
            {onPick && (
              <th className="lc-tick" scope="col">
                <input
                  type="checkbox"
                  aria-label="选中这一页"
                  checked={all}
                  onChange={() => onPick(all ? new Set() : new Set([...(picked ?? []), ...rows.map(rowId)]))}
                />
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const id = rowId(row);
            return (
              <tr
                key={id}
                data-id={id}
                data-open={id === openId || undefined}
                aria-current={id === openId || undefined}
                onClick={(event) => click(event, id)}
              >
                {onPick && (
                  <td className="lc-tick">
                    <input
                      type="checkbox"
                      aria-label="选中这一行"
                      checked={picked?.has(id) ?? false}
                      onChange={(event) => {
                        const next = new Set(picked);
                        if (event.target.checked) next.add(id);
                        else next.delete(id);
                        onPick(next);
                      }}
                    />
                  </td>
                )}
                {columns.map((column, place) => (
                  <td
                    key={column.key}
                    data-label={column.title}
                    data-align={column.align}
                    data-wide-only={column.wideOnly}
                    data-first={place === 0 || undefined}
                  >
                    {place === 0 && rowHref ? (
                      <Go href={rowHref(row)} className="lc-row-link">
                        {column.render(row)}
                      </Go>
                    ) : (
                      column.render(row)
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** `key` up, `-key` down, then none. */
function Head<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort?: string;
  onSort?: (sort: string | undefined) => void;
}) {
  const up = sort === column.key;
  const down = sort === `-${column.key}`;
  const next = up ? `-${column.key}` : down ? undefined : column.key;
  const width = column.width ? { width: column.width } : undefined;
  return (
    <th
      scope="col"
      style={width}
      data-align={column.align}
      data-wide-only={column.wideOnly}
      aria-sort={up ? "ascending" : down ? "descending" : undefined}
    >
      {column.sort && onSort ? (
        <button type="button" onClick={() => onSort(next)}>
          {column.title}
          {(up || down) && <Icon name={up ? "up" : "down"} size={14} />}
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}
