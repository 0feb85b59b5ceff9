//! Words that every page uses: the frame around it, buttons, data labels, lists.

messages! {
    /// The product's name.
    product_name { zh_hans: "云讯控制台", en: "IM Console", ja: "IMコンソール" }
    /// The operators' part of the product.
    operations { zh_hans: "运营后台", en: "Operations", ja: "運営コンソール" }
    /// Link that jumps over the frame.
    skip_to_content { zh_hans: "跳到主要内容", en: "Skip to main content", ja: "本文へ移動" }
    /// Name of the navigation at the side.
    main_navigation { zh_hans: "主导航", en: "Main", ja: "メインメニュー" }
    /// Name of the links that lead to this page.
    breadcrumb { zh_hans: "当前位置", en: "Breadcrumb", ja: "パンくずリスト" }
    /// Label of the language menu.
    language { zh_hans: "语言", en: "Language", ja: "表示言語" }
    /// Label of the menu of light and dark.
    theme { zh_hans: "外观", en: "Theme", ja: "テーマ" }
    /// Follows the device's setting.
    theme_auto { zh_hans: "跟随系统", en: "Automatic", ja: "自動" }
    /// Dark text on light.
    theme_light { zh_hans: "浅色", en: "Light", ja: "ライト" }
    /// Light text on dark.
    theme_dark { zh_hans: "深色", en: "Dark", ja: "ダーク" }
    /// Label of the account's balance.
    balance { zh_hans: "余额", en: "Balance", ja: "残高" }
    /// Button that ends the session.
    sign_out { zh_hans: "退出登录", en: "Sign out", ja: "サインアウト" }
    /// Link to the help page.
    help { zh_hans: "帮助与支持", en: "Help and support", ja: "ヘルプとサポート" }
    /// Link to the service level agreement.
    sla { zh_hans: "服务等级协议", en: "Service level agreement", ja: "サービスレベル契約（SLA）" }
    /// Heading word of good news.
    success { zh_hans: "成功", en: "Success", ja: "完了しました" }
    /// Navigation: the applications.
    nav_apps { zh_hans: "应用管理", en: "Applications", ja: "アプリ管理" }
    /// Navigation: the purchase page.
    nav_buy { zh_hans: "购买套餐", en: "Buy a package", ja: "プランの購入" }
    /// Navigation: the balance and what moved it.
    nav_billing { zh_hans: "费用中心", en: "Billing", ja: "料金センター" }
    /// Navigation: the orders.
    nav_orders { zh_hans: "订单", en: "Orders", ja: "ご注文" }
    /// Navigation: the vouchers.
    nav_vouchers { zh_hans: "代金券", en: "Vouchers", ja: "バウチャー" }
    /// Navigation: putting money on the balance.
    nav_top_ups { zh_hans: "充值", en: "Top up", ja: "チャージ" }
    /// Navigation: real-name verification.
    nav_verification { zh_hans: "实名认证", en: "Verification", ja: "本人確認" }
    /// Navigation: password and sessions.
    nav_account { zh_hans: "账号安全", en: "Account security", ja: "アカウントのセキュリティ" }
    /// Navigation: the sandbox's time.
    nav_sandbox_clock { zh_hans: "沙箱时钟", en: "Sandbox clock", ja: "サンドボックスの時計" }
    /// Navigation of operators: what waits for a decision.
    nav_operator_queue { zh_hans: "待办事项", en: "Queue", ja: "対応待ち" }

    /// Button of a form that keeps what was edited.
    save_changes { zh_hans: "保存修改", en: "Save changes", ja: "変更を保存" }
    /// Link back to an answer.
    change { zh_hans: "修改", en: "Change", ja: "変更する" }
    /// Link or button to an edit form.
    edit { zh_hans: "编辑", en: "Edit", ja: "編集する" }
    /// Link back to where one came from.
    go_back { zh_hans: "返回", en: "Back", ja: "戻る" }
    /// Link to the list of applications.
    back_to_apps { zh_hans: "返回应用管理", en: "Back to applications", ja: "アプリ管理に戻る" }
    /// Button that applies chosen filters.
    apply_filters { zh_hans: "应用筛选", en: "Apply filters", ja: "絞り込む" }
    /// Link that removes all filters.
    clear_filters { zh_hans: "清除筛选", en: "Clear filters", ja: "絞り込みを解除" }
    /// Says what the link of a chip does.
    remove_filter(filter: &str) { zh_hans: format!("移除筛选“{filter}”"), en: format!("Remove filter “{filter}”"), ja: format!("絞り込み「{filter}」を解除") }
    /// Summary of what a closed part hides.
    show_details { zh_hans: "查看明细", en: "Show details", ja: "内訳を表示" }
    /// Button that repeats what failed.
    try_again { zh_hans: "重试", en: "Try again", ja: "もう一度試す" }
    /// Button beside a password.
    show_password { zh_hans: "显示密码", en: "Show password", ja: "パスワードを表示" }
    /// The same button once pressed.
    hide_password { zh_hans: "隐藏密码", en: "Hide password", ja: "パスワードを隠す" }
    /// Visible words of a copy button.
    copy { zh_hans: "复制", en: "Copy", ja: "コピー" }
    /// Full name of a copy button; `what` is the value's label.
    copy_value(what: &str) { zh_hans: format!("复制 {what}"), en: format!("Copy {what}"), ja: format!("コピー：{what}") }
    /// Announced after copying.
    copied { zh_hans: "已复制", en: "Copied", ja: "コピーしました" }

    /// Prefix of the page's title when something needs changing.
    error_title_prefix { zh_hans: "错误：", en: "Error: ", ja: "エラー：" }
    /// Spoken before the message at a field.
    error_prefix { zh_hans: "错误：", en: "Error: ", ja: "エラー：" }
    /// Heading of the list of everything that needs changing.
    errors_heading(count: usize) {
        zh_hans: format!("有 {count} 处需要修改"),
        en: if count == 1 { "There is 1 thing to change".to_owned() } else { format!("There are {count} things to change") },
        ja: format!("修正が必要な項目が {count} 件あります"),
    }
    /// Follows the label of a field that may stay empty.
    optional { zh_hans: "（选填）", en: "(optional)", ja: "（任意）" }

    /// Name of the links to the other pages of a list.
    pagination { zh_hans: "分页", en: "Pages", ja: "ページ送り" }
    /// Link to the page before.
    previous_page { zh_hans: "上一页", en: "Previous", ja: "前へ" }
    /// Link to the page after.
    next_page { zh_hans: "下一页", en: "Next", ja: "次へ" }
    /// Full name of the link to a page of a list.
    page_number(number: &str) { zh_hans: format!("第 {number} 页"), en: format!("Page {number}"), ja: format!("{number} ページ目") }
    /// Follows the page's name in the title from the second page of a list on.
    page_of(number: u32, last: u32) {
        zh_hans: format!("（第 {number} 页，共 {last} 页）"),
        en: format!(" (page {number} of {last})"),
        ja: format!("（{number} / {last} ページ目）"),
    }
    /// Which part of a list is shown.
    showing(first: &str, last: &str, total: &str) {
        zh_hans: format!("显示第 {first}–{last} 个，共 {total} 个"),
        en: format!("Showing {first}–{last} of {total}"),
        ja: format!("全 {total} 件中 {first}～{last} 件を表示"),
    }
    /// Heading where a search finds nothing.
    no_match { zh_hans: "没有符合条件的结果", en: "No matches", ja: "条件に合うものがありません" }
    /// What to do when a search finds nothing.
    no_match_hint { zh_hans: "请换个关键词，或清除筛选。", en: "Try other words, or clear the filters.", ja: "別の語句で検索するか、絞り込みを解除してください。" }
    /// Heading where a list has no entry yet.
    nothing_yet { zh_hans: "还没有内容", en: "Nothing here yet", ja: "まだ何もありません" }
    /// Where a value is missing on purpose.
    none { zh_hans: "无", en: "None", ja: "なし" }
    /// A limit that is none.
    unlimited { zh_hans: "不限", en: "Unlimited", ja: "無制限" }
    /// Answers a question.
    yes { zh_hans: "是", en: "Yes", ja: "はい" }
    /// Answers a question.
    no { zh_hans: "否", en: "No", ja: "いいえ" }
    /// Every value of a filter.
    all { zh_hans: "全部", en: "All", ja: "すべて" }

    /// How much of a limit is used, in figures.
    usage(used: &str, limit: &str, percent: &str) {
        zh_hans: format!("{used} / {limit}（{percent}）"),
        en: format!("{used} / {limit} ({percent})"),
        ja: format!("{limit} 中 {used}（{percent}）"),
    }
    /// A limit that will soon be used up.
    near_limit { zh_hans: "接近上限", en: "Near the limit", ja: "上限に近づいています" }
    /// A limit that is used up.
    at_limit { zh_hans: "已达上限", en: "Limit reached", ja: "上限に達しました" }

    /// Label of the first total: what is paid now.
    pay_today { zh_hans: "今天支付", en: "Pay today", ja: "本日のお支払い" }
    /// Label of the second total: what this month's bill gains.
    added_to_bill { zh_hans: "本月账单预计增加", en: "Added to this month’s bill", ja: "今月の請求への追加見込み" }
    /// Label of the third total: what recurs.
    monthly_after { zh_hans: "之后每月", en: "Each month after", ja: "翌月以降の月額" }

    /// Label: an application's number.
    sdk_app_id { zh_hans: "SDKAppID", en: "SDKAppID", ja: "SDKAppID" }
    /// Label: an application.
    app { zh_hans: "应用", en: "Application", ja: "アプリ" }
    /// Label: an application's name.
    app_name { zh_hans: "应用名称", en: "Application name", ja: "アプリ名" }
    /// Label: what kind of application it is.
    app_type { zh_hans: "应用类型", en: "Application type", ja: "アプリの種類" }
    /// Label: a few words about the application.
    app_intro { zh_hans: "应用简介", en: "Description", ja: "アプリの説明" }
    /// Label: which edition the application has.
    edition { zh_hans: "业务版本", en: "Edition", ja: "エディション" }
    /// Label: where the application's data lie.
    data_centre { zh_hans: "数据中心", en: "Data centre", ja: "データセンター" }
    /// Label: what state something is in.
    status { zh_hans: "状态", en: "Status", ja: "ステータス" }
    /// Label: how it is paid for.
    billing_mode { zh_hans: "计费方式", en: "Billing mode", ja: "課金方式" }
    /// Label: when it was made.
    created_at { zh_hans: "创建时间", en: "Created", ja: "作成日時" }
    /// Label: when it ends.
    expires_at { zh_hans: "到期时间", en: "Expires", ja: "有効期限" }
    /// Label: what this month costs so far.
    month_to_date { zh_hans: "本月费用", en: "This month", ja: "今月の料金" }
    /// Label: a number of money.
    amount { zh_hans: "金额", en: "Amount", ja: "金額" }
    /// Label: when it happened.
    time { zh_hans: "时间", en: "Time", ja: "日時" }
    /// Label: what may be done.
    actions { zh_hans: "操作", en: "Actions", ja: "アクション" }
    /// Label: an electronic address.
    email { zh_hans: "邮箱", en: "Email", ja: "メールアドレス" }
    /// Label: a password.
    password { zh_hans: "密码", en: "Password", ja: "パスワード" }

    /// How many months.
    months(count: u32) {
        zh_hans: format!("{count} 个月"),
        en: if count == 1 { "1 month".to_owned() } else { format!("{count} months") },
        ja: format!("{count} か月"),
    }
    /// Follows a price that recurs.
    per_month(price: &str) { zh_hans: format!("{price} / 月"), en: format!("{price} / month"), ja: format!("月額 {price}") }
}
