import { useState } from "react";
import { type Client, client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Form } from "../../../ui/console/form.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { identityContract } from "../contract.ts";
import { refusals } from "../labels.ts";
import { LinkOnce } from "./link-once.tsx";

const api = client(identityContract);
type Created = Awaited<ReturnType<Client<typeof identityContract>["createAccount"]>>;

export function NewAccountPage() {
  const [made, setMade] = useState<{ name: string; created: Created }>();
  const back = { href: "/accounts", label: "账号" };
  if (made)
    return (
      <Page
        title="账号建好了"
        back={back}
        narrow
        lead="还差一步：请安全管理员在“账号”里给他授予身份。没有身份，登录链接打不开。"
        action={<Button onClick={() => setMade(undefined)}>再建一个</Button>}
      >
        <LinkOnce link={made.created.link} name={made.name} />
      </Page>
    );
  return (
    <Page title="新建账号" back={back} narrow lead="一个人一个账号，不共用。密码由本人打开链接后自己设。">
      <Form
        submitLabel="新建账号，生成登录链接"
        refusals={refusals}
        invalidate={[["identity"]]}
        submit={async (values) => {
          const name = String(values.displayName);
          return { name, created: await api.createAccount({ loginName: String(values.loginName), displayName: name }) };
        }}
        onDone={setMade}
        fields={[
          { name: "displayName", label: "姓名", kind: "text", required: true, maxLength: 40 },
          {
            name: "loginName",
            label: "账号",
            kind: "text",
            required: true,
            maxLength: 40,
            hint: "3–40 个小写字母、数字、点或横线，例如 wang.xiao。以后不能改。",
            check: (value) =>
              /^[a-z0-9._-]{3,40}$/.test(String(value)) ? undefined : "账号用 3–40 个小写字母、数字、点或横线",
          },
        ]}
      />
    </Page>
  );
}
