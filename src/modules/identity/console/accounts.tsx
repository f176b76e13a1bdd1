import { useState } from "react";
import type { InputOf } from "../../../shared/contract.ts";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Empty } from "../../../ui/console/empty.tsx";
import { moment } from "../../../ui/console/format.ts";
import { ListPage } from "../../../ui/console/list.tsx";
import { Moves } from "../../../ui/console/moves.tsx";
import { Facts } from "../../../ui/console/page.tsx";
import { Panel, PanelHead } from "../../../ui/console/panel.tsx";
import { cachedRow, useAction } from "../../../ui/console/query.ts";
import { useCan } from "../../../ui/console/session.tsx";
import { Slot } from "../../../ui/console/slots.tsx";
import { Status } from "../../../ui/console/status.tsx";
import { type Account, identityContract } from "../contract.ts";
import { accountMoves, refusals } from "../labels.ts";
import { LinkOnce } from "./link-once.tsx";
import "./identity.css";

const api = client(identityContract);
const listKey = ["identity", "listAccounts"] as const;

function AccountState({ account }: { account: Account }) {
  if (account.disabledAt)
    return (
      <Status tone="plain" icon="close">
        已停用
      </Status>
    );
  if (account.lockedUntil)
    return (
      <Status tone="attention" icon="lock">
        已锁定
      </Status>
    );
  if (account.grants.length === 0) return <Status tone="attention">等授予身份</Status>;
  return <Status tone="good">可以登录</Status>;
}

export function AccountsPage() {
  const mayCreate = useCan("account:create");
  return (
    <ListPage<Account, InputOf<typeof identityContract.listAccounts>>
      title="账号"
      label="账号"
      unit="个"
      lead="系统管理员建账号、发登录链接；安全管理员授予身份、解锁；两个人各管各的。"
      action={
        mayCreate && (
          <Button kind="primary" icon="plus" href="/accounts/new">
            新建账号
          </Button>
        )
      }
      queryKey={listKey}
      input={identityContract.listAccounts["~orpc"].inputSchema}
      load={(input) => api.listAccounts(input)}
      rowId={(account) => account.id}
      columns={[
        {
          key: "name",
          title: "姓名",
          render: (account) => (
            <>
              {account.displayName}
              <small>{account.loginName}</small>
            </>
          ),
        },
        {
          key: "grants",
          title: "身份",
          width: "22em",
          render: (account) =>
            account.grants.length === 0
              ? "还没有身份"
              : account.grants.map((grant) => `${grant.roleLabel}（${grant.unitName}）`).join("、"),
        },
        { key: "state", title: "状态", width: "9em", render: (account) => <AccountState account={account} /> },
        {
          key: "seen",
          title: "上次使用",
          width: "12em",
          wideOnly: true,
          render: (account) => (account.lastSeenAt ? moment(account.lastSeenAt) : "还没有用过"),
        },
      ]}
      filters={[{ key: "q", label: "查找", kind: "text", hint: "姓名或账号" }]}
      panel={(id, close) => (
        <Panel label="账号" onClose={close}>
          <AccountView key={id} account={cachedRow<Account>(listKey, id)} />
        </Panel>
      )}
      refusals={refusals}
      empty={<Empty title="还没有账号">新建一个，再请安全管理员授予身份。</Empty>}
    />
  );
}

function AccountView({ account }: { account: Account | undefined }) {
  const [link, setLink] = useState<{ url: string; expiresAt: string }>();
  // The form goes when the grant has come.
  const [giving, setGiving] = useState<number>();
  if (!account) return <Empty title="不在这一页里">请关上，换个条件再找。</Empty>;
  const { id } = account;
  const keys = [["identity"]];
  return (
    <>
      <PanelHead over={account.loginName} title={account.displayName}>
        <AccountState account={account} />
      </PanelHead>
      <Moves
        can={account.can}
        refusals={refusals}
        invalidate={keys}
        moves={{
          newLink: {
            label: accountMoves.newLink,
            run: async () => setLink(await api.newLink({ id })),
            done: "登录链接已生成，在下面。",
          },
          giveGrant: {
            label: accountMoves.giveGrant,
            open: () => setGiving(giving === undefined ? account.grants.length : undefined),
          },
          unlockAccount: { label: accountMoves.unlockAccount, run: () => api.unlockAccount({ id }), done: "已解锁。" },
          enableAccount: { label: accountMoves.enableAccount, run: () => api.enableAccount({ id }), done: "已启用。" },
          disableAccount: {
            label: accountMoves.disableAccount,
            run: () => api.disableAccount({ id }),
            done: "已停用，他的登录已经退出。",
            undo: () => api.enableAccount({ id }),
            danger: true,
          },
        }}
      />
      {link && <LinkOnce link={link} name={account.displayName} />}
      {giving === account.grants.length && <Slot name="account" id={id} can={account.can} />}
      <h3 className="identity-head">身份</h3>
      <Grants account={account} />
      <Facts
        items={[
          ["上次使用", account.lastSeenAt ? moment(account.lastSeenAt) : "还没有用过"],
          ["锁定到", account.lockedUntil && moment(account.lockedUntil)],
          ["停用时间", account.disabledAt && moment(account.disabledAt)],
        ]}
      />
    </>
  );
}

function Grants({ account }: { account: Account }) {
  const mayGive = account.can.includes("giveGrant");
  const [asking, setAsking] = useState<string>();
  const revoke = useAction((id: string) => api.revokeGrant({ id }), {
    refusals,
    done: "身份已收回，马上生效。",
    invalidate: [["identity"]],
  });
  if (account.grants.length === 0) return <p>还没有身份，登录不了。请安全管理员授予。</p>;
  return (
    <ul className="identity-grants">
      {account.grants.map((grant) => (
        <li key={grant.id}>
          <span>
            {grant.roleLabel}
            <small>{grant.unitName}</small>
          </span>
          {mayGive && (
            <Button
              kind={asking === grant.id ? "danger" : "plain"}
              busy={revoke.isPending && revoke.variables === grant.id}
              onClick={() => (asking === grant.id ? revoke.mutate(grant.id) : setAsking(grant.id))}
            >
              {asking === grant.id ? "确定收回" : "收回"}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
