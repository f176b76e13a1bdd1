/** @jsxImportSource hono/jsx */
// Sample question pages: one question each, with and without something to correct.
import { AreaPicker, Rating, SlotPicker } from "./choices.tsx";
import { Details } from "./components.tsx";
import { CheckboxGroup, DateField, errorOf, PhoneField, RadioGroup, TextArea, TextField } from "./forms.tsx";
import type { Frame } from "./layout.tsx";
import { QuestionPage } from "./question.tsx";

export const frame = (elder: boolean, path: string): Frame => ({
  city: {
    name: "常州市",
    bureau: "常州市司法局",
    hotline: "12348",
    filing: {
      icp: "苏ICP备00000000号",
      siteCode: "3204000000",
      links: [{ href: "/privacy", label: "怎么保护您的信息" }],
    },
  },
  elder,
  path,
  nonce: "preview",
});

export const describe = (elder: boolean) => (
  <QuestionPage
    {...frame(elder, "/ask")}
    title="发生了什么事？"
    fieldIsHeading
    back={{ href: "/" }}
    action="/ask"
    submit="看看怎么办"
  >
    <TextArea
      heading
      name="story"
      label="发生了什么事？"
      hint="像跟邻居说话一样写就行：什么事、什么时候、跟谁。不用写名字和身份证号。"
      max={500}
    />
    <Details summary="不知道怎么写？看一个例子">
      <p>“我在工地干了半年，老板三个月没发工资，9月走的，没有合同，有微信聊天。”</p>
    </Details>
  </QuestionPage>
);

export const times = (elder: boolean, errors = false) => {
  const found = errors ? [{ field: "slot", message: "这个时间刚被约满了。请选下面另一个时间" }] : undefined;
  return (
    <QuestionPage
      {...frame(elder, "/book")}
      title="您哪个时间方便？"
      fieldIsHeading
      back={{ href: "/clinics/1" }}
      action="/book"
      submit="预约这个时间"
      errors={found}
      after={<a href="tel:12348">都不方便，打电话约</a>}
    >
      <SlotPicker
        heading
        name="slot"
        label="您哪个时间方便？"
        hint="五星街道法律门诊，每次 20 分钟"
        error={errorOf(found, "slot")}
        days={[
          {
            label: "今天（周一）",
            slots: [
              { value: "a", time: "18:30–18:50", who: "律师 周文远", seats: 1 },
              { value: "b", time: "18:50–19:10", who: "律师 周文远", seats: 0 },
              { value: "c", time: "19:10–19:30", who: "律师 李向晚（会手语）", seats: 4 },
            ],
          },
          { label: "11月25日（周三）", slots: [{ value: "d", time: "9:00–9:20", who: "公证员 钱一", seats: 6 }] },
        ]}
        value="c"
      />
    </QuestionPage>
  );
};

export const rating = (elder: boolean) => (
  <QuestionPage {...frame(elder, "/rate")} title="这次您满意吗？" fieldIsHeading action="/rate" submit="就这样评">
    <Rating heading name="level" label="这次您满意吗？" hint="律师看不到是谁评的。不好也请直说。" />
  </QuestionPage>
);

export const errors = (elder: boolean) => {
  const found = [
    { field: "name", message: "请写怎么称呼您，姓什么也行" },
    { field: "phone", message: "电话少了一位，手机号是 11 位" },
    { field: "left", message: "没有 2 月 30 日，请看看日子" },
    { field: "worker", message: "请选是替谁问的" },
  ];
  return (
    <QuestionPage {...frame(elder, "/who")} title="怎么找到您？" back={{ href: "/book" }} action="/who" errors={found}>
      <TextField name="name" label="怎么称呼您" autocomplete="name" error={errorOf(found, "name")} />
      <PhoneField
        name="phone"
        label="手机号"
        hint="只用来告诉您办得怎么样"
        value="1380000123"
        error={errorOf(found, "phone")}
      />
      <DateField
        name="left"
        label="哪天离开单位的"
        hint="比如 2026 年 9 月 30 日"
        value={{ year: "2026", month: "2", day: "30" }}
        error={errorOf(found, "left")}
      />
      <RadioGroup
        name="worker"
        label="您是替谁问的？"
        options={[
          { value: "me", label: "我自己" },
          { value: "other", label: "家里人、邻居", hint: "我们会请他本人点头" },
        ]}
        error={errorOf(found, "worker")}
      />
      <CheckboxGroup
        name="needs"
        label="到时候要什么帮助？"
        optional
        values={["sign"]}
        options={[
          { value: "sign", label: "手语" },
          { value: "dialect", label: "说常州话" },
          { value: "wheel", label: "轮椅" },
        ]}
      />
      <AreaPicker
        levels={[
          { name: "district", label: "区", value: "z", options: [{ value: "z", label: "钟楼区" }] },
          { name: "town", label: "镇、街道", options: [{ value: "w", label: "五星街道" }] },
        ]}
      />
    </QuestionPage>
  );
};
