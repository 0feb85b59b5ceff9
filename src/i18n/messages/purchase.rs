//! Words of the purchase page: its steps in order, then the summary and the buttons.

messages! {
    /// Under the heading of the page.
    buy_lead {
        zh_hans: "价格随您的选择实时计算；核对订单之前不会产生任何费用。",
        en: "The price follows your choices. Nothing is charged before you have checked the order.",
        ja: "料金は選択内容に応じて計算されます。ご注文の確認が済むまで請求されることはありません。",
    }
    /// P1: heading for an account that is not verified.
    buy_unverified_title { zh_hans: "完成实名认证后即可购买", en: "Verify your account to buy", ja: "ご購入には本人確認が必要です" }
    /// P1: nothing submitted yet.
    buy_unverified_none {
        zh_hans: "购买等涉及费用的操作需要先通过实名认证（个人或企业）。提交资料只需几分钟，其他功能不受影响。",
        en: "Whatever costs money needs a verified account, of a person or a company. Submitting it takes a few minutes; everything else works without it.",
        ja: "料金が発生する操作には、個人または企業の本人確認が必要です。申請は数分で完了し、その他の機能は今すぐご利用いただけます。",
    }
    /// P1: submitted.
    buy_unverified_submitted {
        zh_hans: "您的实名认证资料已提交，正在审核。审核通过后即可在此购买，您可以随时查看进度。",
        en: "Your verification has been submitted and is being checked. You can buy here as soon as it is approved, and look at its progress at any time.",
        ja: "本人確認の申請を受け付け、審査しています。承認されるとここで購入できます。審査状況はいつでも確認できます。",
    }
    /// P1: refused.
    buy_unverified_refused {
        zh_hans: "您的实名认证未通过。请查看原因，修改资料后重新提交。",
        en: "Your verification was refused. Read the reason, correct it and submit it again.",
        ja: "本人確認が承認されませんでした。理由を確認し、内容を修正して再度申請してください。",
    }
    /// P1: link to the verification form.
    buy_verify_now { zh_hans: "去实名认证", en: "Verify the account", ja: "本人確認に進む" }
    /// P1: link to the verification's state.
    buy_verify_progress { zh_hans: "查看认证进度", en: "See the progress", ja: "審査状況を確認する" }

    /// Under the choice of a data centre.
    buy_centre_hint {
        zh_hans: "决定数据存放位置、可选应用和价格。应用创建后不能更换数据中心。",
        en: "It decides where data is kept, which applications are listed and what things cost. An application stays where it was created.",
        ja: "データの保存場所、選べるアプリ、料金が決まります。アプリの作成後は変更できません。",
    }
    /// Before the choice of an app.
    buy_app_hint { zh_hans: "购买后无法更换应用。", en: "It cannot be changed after purchase.", ja: "購入後にアプリを変更することはできません。" }
    /// The first entry of the list of apps.
    buy_app_choose { zh_hans: "请选择应用", en: "Choose an application", ja: "アプリを選択してください" }
    /// An app in the list: name, number, edition.
    buy_app_option(name: &str, id: &str, edition: &str) { zh_hans: format!("{name}（{id}，{edition}）"), en: format!("{name} ({id}, {edition})"), ja: format!("{name}（{id}・{edition}のアプリ）") }
    /// An app in the list with the end of its term.
    buy_app_option_until(name: &str, id: &str, edition: &str, date: &str) {
        zh_hans: format!("{name}（{id}，{edition}，{date} 到期）"),
        en: format!("{name} ({id}, {edition}, until {date})"),
        ja: format!("{name}（{id}・{edition}・{date} まで）"),
    }
    /// No app in the chosen data centre.
    buy_app_none(centre: &str) {
        zh_hans: format!("您在“{centre}”还没有可购买套餐的应用。请在下面新建一个，体验版免费。"),
        en: format!("You have no application in {centre} that can buy. Create one below; Trial is free."),
        ja: format!("「{centre}」には購入できるアプリがまだありません。下で作成してください（体験版は無料です）。"),
    }
    /// Opens the list of apps that may not buy.
    buy_app_blocked(count: usize) {
        zh_hans: format!("{count} 个应用不能在此购买，查看原因"),
        en: if count == 1 { "1 application cannot buy here: why" .to_owned() } else { format!("{count} applications cannot buy here: why") },
        ja: format!("購入できないアプリが {count} 件あります（理由を表示）"),
    }
    /// Follows a list that was cut.
    buy_app_blocked_more(count: usize) { zh_hans: format!("以及其他 {count} 个"), en: format!("and {count} more"), ja: format!("ほか {count} 件") }
    /// The end of an app without a term.
    buy_app_no_end { zh_hans: "无期限", en: "No end", ja: "期限なし" }
    /// Opens the form of a new app.
    buy_new_app { zh_hans: "新建应用", en: "New application", ja: "アプリを新規作成" }
    /// Under the name of a new app.
    buy_new_app_hint(centre: &str) {
        zh_hans: format!("1–15 个字：文字、数字、下划线。将在“{centre}”创建免费的体验版应用，您的其他选择会保留。"),
        en: format!("1–15 letters, digits or underscores. Creates a free Trial application in {centre}; your other choices stay."),
        ja: format!("文字・数字・アンダースコアで 1～15 文字。「{centre}」に無料の体験版アプリを作成します。ほかの選択内容は保持されます。"),
    }
    /// Button that makes the app.
    buy_new_app_create(centre: &str) { zh_hans: format!("在“{centre}”创建并选中"), en: format!("Create in {centre} and select"), ja: format!("「{centre}」に作成して選択") }

    /// Number three.
    buy_package { zh_hans: "套餐包", en: "Package", ja: "プラン" }
    /// One-way fact before the choice of a package (P13).
    buy_package_hint {
        zh_hans: "购买后不能退回体验版；专业版可以升级为旗舰版。",
        en: "An application with a package never goes back to Trial. Professional can be upgraded to Ultimate.",
        ja: "購入後に体験版へ戻すことはできません。Professional版からUltimate版へはアップグレードできます。",
    }
    /// The block for an app that has a package (P6).
    buy_package_fixed(edition: &str, date: &str) {
        zh_hans: format!("当前为{edition}，{date} 到期。此处仅可加购功能包，与套餐包同时到期。"),
        en: format!("This application has {edition} until {date}. Only add-ons can be bought here; they end with the package."),
        ja: format!("現在のプランは{edition}（{date} まで）です。ここで購入できるのは追加機能のみで、プランと同時に期限を迎えます。"),
    }
    /// The block for an app that can't buy.
    buy_package_not_here { zh_hans: "所选应用不能在此购买，原因见第 2 步。", en: "The chosen application cannot buy here; step 2 says why.", ja: "選択したアプリはここでは購入できません。理由は手順 2 をご覧ください。" }
    /// Opens the comparison.
    buy_compare { zh_hans: "查看两个版本的差异", en: "See what differs", ja: "プランの違いを比較する" }
    /// Caption of the comparison.
    buy_compare_caption { zh_hans: "版本差异（相同的项目未列出）", en: "What differs (what is the same is left out)", ja: "プランの違い（共通の項目は省略）" }
    /// Corner of the comparison.
    buy_compare_item { zh_hans: "项目", en: "What", ja: "比較する項目" }

    /// Number four.
    buy_add_ons { zh_hans: "增值功能", en: "Add-ons", ja: "追加する機能" }
    /// Under the heading of the add-ons.
    buy_add_ons_hint {
        zh_hans: "按需选择，与套餐包同时到期。通话能力包不能单独降级，降级需退费后重新购买，期间会停服。",
        en: "Take what you need; all of it ends with the package. A call pack cannot be lowered by itself: that takes a refund and a new purchase, with an interruption between.",
        ja: "必要なものだけをお選びください。期限はプランと同じです。通話パックだけを下位に変更することはできず、返金と再購入が必要で、その間はご利用いただけません。",
    }
    /// The base tier of an add-on: its value is included.
    buy_add_on_base(value: &str) { zh_hans: format!("{value}（已包含）"), en: format!("{value} (included)"), ja: format!("{value}（プランに含まれます）") }
    /// Not taking an add-on that has no base.
    buy_add_on_none { zh_hans: "不加购", en: "Not added", ja: "追加しない" }
    /// The price difference of an option.
    buy_add_on_delta(price: &str) { zh_hans: format!("+{price} / 月"), en: format!("+{price} / month"), ja: format!("+{price} / 月ごと") }
    /// The price before a permanent reduction.
    buy_list_price(price: &str) { zh_hans: format!("原价 {price}"), en: format!("List price {price}"), ja: format!("定価は {price}") }
    /// An add-on that the edition includes.
    buy_add_on_included(edition: &str) { zh_hans: format!("{edition}已包含，无需加购。"), en: format!("Included in {edition}; nothing to add."), ja: format!("{edition}に含まれているため、追加は不要です。") }
    /// An add-on that the app holds.
    buy_add_on_held(what: &str) { zh_hans: format!("已购买：{what}。到期前不能重复购买。"), en: format!("Bought already: {what}. It cannot be bought again before its end."), ja: format!("購入済み：{what}。期限までは重ねて購入できません。") }
    /// Why a call pack is not offered with the chosen package.
    buy_pack_only(edition: &str) { zh_hans: format!("仅可搭配{edition}"), en: format!("With {edition} only"), ja: format!("{edition}でのみ利用できます") }
    /// Call packs are not sold in this place.
    buy_packs_none(centre: &str) { zh_hans: format!("“{centre}”暂不提供通话能力包。"), en: format!("Call packs are not offered in {centre}."), ja: format!("「{centre}」では通話パックを提供していません。") }
    /// Minutes of a call pack.
    buy_pack_minutes(minutes: &str) { zh_hans: format!("每月 {minutes} 分钟"), en: format!("{minutes} minutes a month"), ja: format!("毎月 {minutes} 分まで") }
    /// What was dropped because it is not offered with the new choice.
    buy_dropped(add_on: &str) {
        zh_hans: format!("“{add_on}”不能与当前选择搭配，已取消选择。"),
        en: format!("“{add_on}” does not go with this choice and was taken out."),
        ja: format!("「{add_on}」は現在の選択では利用できないため、選択を解除しました。"),
    }

    /// Number five.
    buy_duration { zh_hans: "购买时长", en: "Duration", ja: "ご利用期間" }
    /// The discount of a duration.
    buy_duration_off(percent: &str) { zh_hans: format!("省 {percent}"), en: format!("{percent} off"), ja: format!("{percent}オフ") }
    /// Any other number of months.
    buy_duration_other { zh_hans: "其他时长", en: "Another length", ja: "その他の期間" }
    /// Label of the free number.
    buy_duration_months(least: u32, most: u32) { zh_hans: format!("购买月数（{least}–{most}）"), en: format!("Months ({least}–{most})"), ja: format!("ご利用月数（{least}～{most} か月）") }
    /// When a term that begins now ends.
    buy_duration_ends(date: &str) { zh_hans: format!("现在付款，则于 {date} 到期。"), en: format!("Paid now, it ends on {date}."), ja: format!("今お支払いいただくと、有効期限は {date} です。") }
    /// A term that continues the old one.
    buy_duration_continues(from: &str, to: &str) { zh_hans: format!("接续原有效期：{from} 至 {to}。"), en: format!("It continues the old term: from {from} to {to}."), ja: format!("元の期間に続けて、{from} から {to} までとなります。") }
    /// Add-ons beside a running package.
    buy_duration_within(date: &str) {
        zh_hans: format!("加购的功能包与套餐包同时到期（{date}），按剩余时间计费，无需选择时长。"),
        en: format!("Add-ons end with the package on {date} and are charged for the time that is left, so there is no duration to choose."),
        ja: format!("追加機能はプランと同時に {date} に期限を迎え、料金は残り期間分です。期間の選択は不要です。"),
    }
    /// Number six.
    buy_renewal { zh_hans: "自动续费", en: "Automatic renewal", ja: "期限後の自動更新" }
    /// The opt-in box: amount, interval, first date.
    buy_renewal_label(price: &str, date: &str) {
        zh_hans: format!("余额足够时，到期后按月自动续费：每月 {price}，首次扣费日 {date}"),
        en: format!("Renew by the month if the balance suffices: {price} each month, first charged on {date}"),
        ja: format!("残高が足りる場合、期限後に 1 か月ずつ自動更新する（毎月 {price}、初回の引き落とし日 {date}）"),
    }
    /// How to stop, and what price counts.
    buy_renewal_stop {
        zh_hans: "默认不开启。可随时在应用配置页关闭，关闭后不再扣费。价格以到期前 7 天的目录价为准。",
        en: "Off unless you tick it. Switch it off on the application page at any time; nothing is charged after that. The price is that of 7 days before the end.",
        ja: "チェックしない限り更新されません。アプリの設定ページでいつでも解除でき、解除後は請求されません。料金は期限の 7 日前の価格です。",
    }

    /// Number seven.
    buy_summary { zh_hans: "费用明细", en: "Summary", ja: "料金の内訳" }
    /// When the summary was calculated.
    buy_calculated(time: &str) { zh_hans: format!("计算于 {time}"), en: format!("Calculated at {time}"), ja: format!("{time} に計算") }
    /// Joins what, app and place of the summary.
    buy_priced(what: &str, app: &str, centre: &str) { zh_hans: format!("{what} · {app} · {centre}"), en: format!("{what} for {app} in {centre}"), ja: format!("「{app}」（{centre}）の{what}") }
    /// Joins what and place of the summary while no app is chosen.
    buy_priced_open(what: &str, centre: &str) { zh_hans: format!("{what} · {centre}（未选应用）"), en: format!("{what} in {centre}, no application chosen"), ja: format!("{centre}の{what}（アプリは未選択）") }
    /// The summary without a price.
    buy_no_price { zh_hans: "还不能计算价格", en: "No price yet", ja: "まだ料金を計算できません" }
    /// What the third total leaves out.
    buy_totals_note {
        zh_hans: "未勾选自动续费时，之后每月为零：到期不会自动扣费。",
        en: "Without automatic renewal nothing is charged after the term.",
        ja: "自動更新を選択しない場合、期限後の請求はありません。",
    }
    /// Number eight.
    buy_agree { zh_hans: "我已阅读并同意服务等级协议", en: "I have read and agree to the service level agreement", ja: "サービスレベル契約（SLA）を読み、同意します" }
    /// Link beside the box.
    buy_read_sla { zh_hans: "阅读服务等级协议", en: "Read the agreement", ja: "契約内容を読む" }
    /// The safe button.
    buy_update { zh_hans: "更新价格", en: "Update price", ja: "料金を更新する" }
    /// The button to the check page.
    buy_next { zh_hans: "下一步：核对订单", en: "Next: check the order", ja: "次へ：ご注文の確認" }
    /// What the script says when no new price came.
    buy_live_failed {
        zh_hans: "价格未更新。请点击“更新价格”重新计算。",
        en: "The price was not updated. Use “Update price” to calculate it again.",
        ja: "料金を更新できませんでした。「料金を更新する」を押して再計算してください。",
    }
}
