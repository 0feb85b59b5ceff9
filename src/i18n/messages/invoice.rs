//! Words of bills as PDF.

messages! {
    /// Link to the bill as PDF.
    pdf_download { zh_hans: "下载 PDF", en: "Download PDF", ja: "PDF をダウンロード" }
    /// There is no font for it.
    pdf_missing {
        zh_hans: "此服务器没有中日文字体，无法生成 PDF；可用浏览器打印本页。",
        en: "This server has no font with Chinese and Japanese, so there is no PDF. Print this page with the browser instead.",
        ja: "このサーバーには日本語と中国語のフォントがないため、PDF を作成できません。ブラウザーでこのページを印刷してください。",
    }
    /// Label: who sells.
    pdf_seller { zh_hans: "销售方", en: "Seller", ja: "販売者の名称" }
    /// Label: the seller's registration number.
    pdf_registration { zh_hans: "销售方登记号", en: "Seller’s registration number", ja: "販売者の登録番号" }
    /// Label: who buys.
    pdf_buyer { zh_hans: "购买方", en: "Buyer", ja: "お客さまの名称" }
    /// The tax in the total.
    pdf_tax(percent: u32) { zh_hans: format!("其中含税（税率 {percent}%）"), en: format!("Of it tax at {percent}%"), ja: format!("うち消費税等（{percent}% 対象）") }
    /// How the tax was rounded.
    pdf_tax_text { zh_hans: "价格含税；每张账单按税率只计算并四舍五入一次。", en: "Prices include the tax; it is computed and rounded half up once per rate on a bill.", ja: "価格は税込みです。税額は請求書ごと、税率ごとに 1 回だけ計算して四捨五入しています。" }
    /// No tax is stated.
    pdf_no_tax { zh_hans: "本账单未单独列明税额。", en: "No tax is stated separately on this bill.", ja: "この請求書では税額を区分していません。" }
    /// Below each page.
    pdf_page(number: usize, count: usize) { zh_hans: format!("第 {number} 页，共 {count} 页"), en: format!("Page {number} of {count}"), ja: format!("{number} / {count} ページ") }
}
