import { QueryClient, type QueryKey, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "./toast.tsx";

/** What `src/ui/api.ts` throws, read with care: anything may arrive here. */
interface ApiFailure {
  code?: string;
  status?: number;
  data?: { issues?: { path?: readonly PropertyKey[]; message: string }[]; requestId?: string } & Record<
    string,
    unknown
  >;
}
const failure = (error: unknown): ApiFailure =>
  typeof error === "object" && error !== null ? (error as ApiFailure) : {};

const offline = (error: unknown): boolean =>
  !navigator.onLine || (error instanceof TypeError && /fetch|network|load/i.test(error.message));

/** A module's words for its refusals, from its labels.ts. */
export type RefusalLabels = Readonly<Record<string, string>>;

/** What happened and what to do, in the words of the module first. */
export function sayError(error: unknown, refusals: RefusalLabels = {}): string {
  const { code, status, data } = failure(error);
  const own = code === undefined ? undefined : refusals[code];
  if (own) return own;
  if (status === undefined && offline(error)) return "网络不通，没有送出去。请检查网络后再试，填的内容还在。";
  if (status === 400 || status === 422) return "有几处要改，见标红的地方。";
  if (status === 401) return "登录已过期，请重新登录。填的内容还在这一页。";
  if (status === 403) return "您现在的身份不能做这件事。可以在右上角换一个身份再试。";
  if (status === 404) return "没有找到。可能编号不对，或不在您的管辖范围内。";
  if (status === 409) return "情况刚刚变了，这一步现在不能做。请刷新后再看。";
  if (status === 413) return "文件太大了，请压缩后再传。";
  if (status === 503) return "系统正在重启或很忙，请过几秒再试。";
  if (status === 429) return "做得太快了，请过一分钟再试。";
  const id = typeof data?.requestId === "string" ? `，编号 ${data.requestId}` : "";
  return `这件事没有做成，我们已经记下${id}。请稍后再试；一直不行就把编号告诉管理员。`;
}

/** Field name → message, from a validation answer. Nested paths are joined with a dot. */
export function fieldErrors(error: unknown): Record<string, string> {
  const issues = failure(error).data?.issues;
  const found: Record<string, string> = {};
  if (Array.isArray(issues))
    for (const { path, message } of issues) found[(path ?? []).map(String).join(".")] ??= message;
  return found;
}

export const isUnauthenticated = (error: unknown): boolean => failure(error).status === 401;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (times, error) => times < 2 && (failure(error).status ?? 599) >= 500,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});

/** A read. The first part of the key names module and verb: `["matters", "list", input]`. */
export function useApi<T>(
  key: QueryKey,
  load: () => Promise<T>,
  options: { enabled?: boolean; everyMs?: number; keepPrevious?: boolean } = {},
) {
  return useQuery({
    queryKey: key,
    queryFn: load,
    enabled: options.enabled ?? true,
    refetchInterval: options.everyMs ?? false,
    placeholderData: options.keepPrevious ? (previous: T | undefined) => previous as never : undefined,
  });
}

export interface ActionOptions<In, Out> {
  refusals?: RefusalLabels;
  /** Said when it worked: “已签收”. */
  done?: string | ((answer: Out, input: In) => string);
  /** Keys whose reads are now old, by their first parts: `[["matters"], ["today"]]`. Absent: everything. */
  invalidate?: readonly QueryKey[];
  /** Takes it back; the toast then offers 撤销 for ten seconds. */
  undo?: (answer: Out, input: In) => Promise<unknown>;
  /** Which inputs can be taken back, where not all can. */
  undoable?: (input: In) => boolean;
  after?: (answer: Out, input: In) => void;
  /** A form shows errors itself. */
  quiet?: boolean;
}

/** A write: says what happened, words refusals, refreshes what it touched, offers undo. */
export function useAction<In, Out>(run: (input: In) => Promise<Out>, options: ActionOptions<In, Out> = {}) {
  const client = useQueryClient();
  const refresh = () =>
    options.invalidate
      ? Promise.all(options.invalidate.map((queryKey) => client.invalidateQueries({ queryKey })))
      : client.invalidateQueries();
  return useMutation<Out, unknown, In>({
    mutationFn: run,
    onSuccess: (answer, input) => {
      void refresh();
      const text = typeof options.done === "function" ? options.done(answer, input) : options.done;
      const { undo } = options;
      const back = async () => {
        try {
          await undo?.(answer, input);
          toast({ text: "已撤销。" });
        } catch (error) {
          toast({ text: sayError(error, options.refusals), tone: "seal" });
        }
        void refresh();
      };
      if (text) toast({ text, tone: "good", undo: undo && (options.undoable?.(input) ?? true) ? back : undefined });
      options.after?.(answer, input);
    },
    onError: (error) => {
      if (!options.quiet) toast({ text: sayError(error, options.refusals), tone: "seal" });
      if (failure(error).status === 409) void refresh();
    },
  });
}

/** A row that a list under this key has in sight, for panels of things that have no read of their own. */
export function cachedRow<Row extends { id: string }>(key: QueryKey, id: string): Row | undefined {
  const lists = queryClient.getQueriesData<{ items?: Row[] }>({ queryKey: key });
  return lists.map(([, data]) => data?.items?.find((row) => row.id === id)).findLast((row) => row !== undefined);
}
