import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identityCheckSign } from "./identity-number.ts";
import { excerpt, hideNumbers, maskAddress, maskIdNumber, maskName, maskPhone } from "./mask.ts";

const ON = "2026-03-05";
/** A made-up number with a right check sign; 320499 is no division of Changzhou. */
const idOf = (birth: string, order = "001", area = "320499") => {
  const first = `${area}${birth}${order}`;
  return first + identityCheckSign(first);
};
const birthDate = fc
  .date({ min: new Date("1920-01-01"), max: new Date("2011-12-31"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10).replaceAll("-", ""));
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

describe("masks (standards §1.4)", () => {
  it.each([
    ["张三", "张*"],
    ["张三丰", "张**"],
    ["欧阳修", "欧阳*"],
    ["司马相如", "司马**"],
    ["欧阳", "欧*"],
    ["阿卜杜勒·买买提", "阿**"],
    ["𠮷田㛃", "𠮷**"],
    ["𠮷田", "𠮷*"],
    ["李", "*"],
    [" 张 三 ", "张*"],
    ["", ""],
  ])("name %s → %s", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it("identity numbers keep three and four signs and never the birth date", () => {
    const adult = idOf("19800312");
    expect(maskIdNumber(adult, ON)).toBe(`320***********${adult.slice(-4)}`);
    expect(maskIdNumber(idOf("20150312"), ON)).toBe("***");
    expect(maskIdNumber(idOf("20120305"), ON)).toBe("***");
    expect(maskIdNumber(idOf("20120304"), ON)).toMatch(/^320\*{11}/);
    expect(maskIdNumber("320402800312123", ON)).toBe("320*********123");
    expect(maskIdNumber("E12345678", ON)).toBe("E*****78");
    expect(maskIdNumber("12345", ON)).toBe("***");
  });

  it.each([
    ["13812341234", "138****1234"],
    ["+86 138-1234-5678", "138****5678"],
    ["0519-86681234", "0519-****1234"],
    ["051986681234", "0519-****1234"],
    ["0519-86681234-801", "0519-****1234"],
    ["010-66681234", "010-****1234"],
    ["86681234", "****1234"],
    ["12345", "****"],
  ])("phone %s → %s", (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it.each([
    ["江苏省常州市武进区湖塘镇花园街12号3幢402室", "江苏省常州市武进区湖塘镇花园街"],
    ["常州市钟楼区南大街街道青果巷３８号", "常州市钟楼区南大街街道青果巷"],
    ["武进区南夏墅街道华阳村五组王家塘", "武进区南夏墅街道华阳村"],
    ["溧阳市天目湖镇平桥居委会二十三号", "溧阳市天目湖镇平桥居委会"],
    ["五星街道绿地社区居民委员会旁边老王家", "五星街道绿地社区"],
    ["怀德中路100号丽华小区5幢", "怀德中路"],
    ["人民路张三家超市", "人民路"],
    ["我家门口", "***"],
    ["", ""],
  ])("address %s → %s", (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });

  it("MSK-01: hidden digits stay hidden, twice is once, length tells little", () => {
    fc.assert(
      fc.property(birthDate, digits(3), (birth, order) => {
        const id = idOf(birth, order);
        const masked = maskIdNumber(id, ON);
        if (masked !== "***") expect(masked.slice(3, 14)).toBe("*".repeat(11));
        expect(masked).not.toContain(id.slice(6, 14));
        expect(maskIdNumber(masked, ON)).toBe(masked);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom("138", "199", "0519", "010", "021", ""), digits(8), (head, rest) => {
        const phone = head + rest;
        const masked = maskPhone(phone);
        expect(masked).not.toContain(rest.slice(0, 5));
        expect(masked.replace(/[^\d]/g, "").length).toBeLessThanOrEqual(8);
        expect(maskPhone(masked)).toBe(masked);
        expect(masked.length).toBeLessThanOrEqual(13);
      }),
    );
    const anyName = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.stringMatching(/^[\u4e00-\u4e20·]{1,8}$/),
    );
    fc.assert(
      fc.property(anyName, (name) => {
        const masked = maskName(name);
        expect(maskName(masked)).toBe(masked);
        expect(masked.replace(/[^*]/g, "").length).toBeLessThanOrEqual(3);
      }),
    );
  });

  const place = fc.constantFrom(
    "江苏省",
    "常州市",
    "武进区",
    "湖塘镇",
    "花园村",
    "延政路",
    "12号",
    "三幢",
    "5",
    "402室",
    "张家",
    "旁边",
    "（后门）",
  );
  it("MSK-01: addresses show no number, twice is once", () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 9 }), fc.string({ unit: "grapheme", maxLength: 6 }), (parts, noise) => {
        const masked = maskAddress(parts.join("") + noise);
        expect(masked).not.toMatch(/\d/);
        expect(maskAddress(masked)).toBe(masked);
      }),
    );
  });

  it("excerpts hide numbers before they are cut (PRV-08)", () => {
    expect(excerpt("我叫老王，电话13812345678，老板三个月没发工资了")).toBe("我叫老王，电话***，老板三个月没发工资…");
    expect(excerpt("短")).toBe("短");
    const id = idOf("19800312");
    for (const text of [
      `身份证${id}`,
      "电话 138 1234 5678",
      "１３８１２３４５６７８",
      "一三八一二三四五六七八",
      "卡6222 0211 0000 1234 567",
      "a.b@example.com",
      "苏D12345",
    ])
      expect(hideNumbers(text)).toMatch(/^[^\d一二三@]*\*\*\*$/);
    expect(hideNumbers("欠了30000元，2023年3月5日借的")).toBe("欠了30000元，2023年3月5日借的");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), digits(11), fc.nat(60), (text, number, place) => {
        const parts = [...text];
        parts.splice(place, 0, number);
        const short = excerpt(parts.join(""));
        expect(short).not.toContain(number.slice(0, 7));
        expect(excerpt(short)).toBe(short);
      }),
    );
  });
});
