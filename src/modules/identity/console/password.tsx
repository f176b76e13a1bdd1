import { client } from "../../../ui/api.ts";
import { AuthFrame } from "../../../ui/console/auth.tsx";
import { Form } from "../../../ui/console/form.tsx";
import { base, useGo } from "../../../ui/console/go.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { toast } from "../../../ui/console/toast.tsx";
import { identityContract } from "../contract.ts";
import { exact, newPasswordField, signInRefusals } from "./new-password.tsx";

const api = client(identityContract);
const words = { ...signInRefusals, SIGN_IN_FAILED: "现在的密码不对，请再输一次。" };

function PasswordForm({ onDone }: { onDone: () => void }) {
  return (
    <Form
      submitLabel="保存新密码"
      submit={(values) => exact(api.changePassword({ current: String(values.current), next: String(values.next) }))}
      refusals={words}
      invalidate={[]}
      onDone={onDone}
      fields={[
        { name: "current", label: "现在的密码", kind: "password", required: true, autoComplete: "current-password" },
        newPasswordField("next"),
      ]}
    />
  );
}

/** In the settings. */
export function PasswordPage() {
  const go = useGo();
  return (
    <Page
      title="修改密码"
      lead="密码每 90 天换一次。换好以后，您在别的电脑上的登录会退出。一直用登录链接、没设过密码的，请找系统管理员要新链接来设。"
      narrow
    >
      <PasswordForm
        onDone={() => {
          toast({ text: "新密码已保存，下次登录用它。", tone: "good" });
          go("/");
        }}
      />
    </Page>
  );
}

/** Before anything else, when the password has run out. */
export function MustChangePage() {
  return (
    <AuthFrame title="请换一个密码" lead="您的密码已经用了 90 天。换好以后就进入工作台。">
      <PasswordForm onDone={() => location.replace(`${base}/`)} />
    </AuthFrame>
  );
}
