//! Words of the list of applications and of creating one.

messages! {
    /// How many of the applications an account may have there are.
    apps_held(held: &str, limit: &str) { zh_hans: format!("共 {held} / {limit}"), en: format!("{held} of {limit}"), ja: format!("{held} / {limit} 件を使用") }
    /// Button and title: add an application.
    apps_create { zh_hans: "创建应用", en: "Create application", ja: "アプリを作成" }
    /// Label of the search field.
    apps_search { zh_hans: "名称或 SDKAppID", en: "Name or SDKAppID", ja: "アプリ名または SDKAppID" }
    /// Label of the filter by the end of the term.
    apps_ends { zh_hans: "到期时间", en: "Expires", ja: "有効期限" }
    /// Filter: the term ends within so many days.
    apps_push_within(days: u32) { zh_hans: format!("推送证书 {days} 天内到期"), en: format!("Push certificate within {days} days"), ja: format!("プッシュ証明書が {days} 日以内") }
    /// Filter.
    apps_ends_within(days: u32) { zh_hans: format!("{days} 天内到期"), en: format!("Within {days} days"), ja: format!("{days} 日以内") }
    /// Label of the order.
    apps_sort { zh_hans: "排序", en: "Sort by", ja: "並べ替え" }
    /// Order: newest first.
    apps_sort_newest { zh_hans: "最近创建", en: "Newest", ja: "新しい順" }
    /// Order: earliest end first.
    apps_sort_expiry { zh_hans: "最早到期", en: "Ending soonest", ja: "期限の近い順" }
    /// Order: by name.
    apps_sort_name { zh_hans: "名称", en: "Name", ja: "アプリ名順" }
    /// A chip: what is filtered, and by what.
    apps_chip(label: &str, value: &str) { zh_hans: format!("{label}：{value}"), en: format!("{label}: {value}"), ja: format!("{label}「{value}」") }
    /// Name of the list for those who hear the page.
    apps_list { zh_hans: "应用列表", en: "Applications found", ja: "アプリの一覧" }
    /// Visible sign of the menu of a card, for those who hear it.
    apps_more(name: &str) { zh_hans: format!("“{name}”的更多操作"), en: format!("More for {name}"), ja: format!("「{name}」のその他の操作") }
    /// The same, as it is seen.
    apps_menu { zh_hans: "更多", en: "More", ja: "その他" }
    /// Menu of a card: configuration.
    apps_configure { zh_hans: "基础配置", en: "Configure", ja: "基本設定" }
    /// Menu of a card: a package.
    apps_buy_package { zh_hans: "购买套餐包", en: "Buy a package", ja: "プランを購入" }
    /// Menu of a card: add-ons.
    apps_buy_add_ons { zh_hans: "加购功能包", en: "Buy add-ons", ja: "追加機能を購入" }
    /// Where an application has no end.
    apps_no_end { zh_hans: "长期有效", en: "No end date", ja: "期限なし" }
    /// Label: what the running month costs.
    apps_month { zh_hans: "本月费用", en: "This month", ja: "今月の料金" }
    /// What it costs so far, and what it comes to as things are.
    apps_month_value(so_far: &str, expected: &str) { zh_hans: format!("{so_far}，预计 {expected}"), en: format!("{so_far}, expected {expected}"), ja: format!("{so_far}（月末の見込み {expected}）") }
    /// Label of the moment at which an application without a term was stopped.
    apps_stopped { zh_hans: "停用时间", en: "Deactivated", ja: "停止した日時" }
    /// Warning of a card: when the term ends.
    apps_warn_ends(when: &str) { zh_hans: format!("{when} 到期，之后将停用"), en: format!("Ends {when}, then it will be deactivated"), ja: format!("{when} に期限が切れ、その後停止します") }
    /// Warning of a card: when it will be stopped.
    apps_warn_stops(when: &str) { zh_hans: format!("将于 {when} 停用，请尽快购买套餐包"), en: format!("Will be deactivated {when}. Buy a package before then"), ja: format!("{when} に停止します。それまでにプランをご購入ください") }
    /// Warning of a card: when the data will be gone.
    apps_warn_release(when: &str) { zh_hans: format!("数据将于 {when} 清除"), en: format!("Its data will be deleted {when}"), ja: format!("{when} にデータが削除されます") }
    /// Warning of a card: an order waits.
    apps_warn_unpaid { zh_hans: "有订单待付款", en: "An order is waiting to be paid", ja: "お支払い待ちの注文があります" }

    /// Attention: ended terms.
    apps_attention_expired(count: u32) {
        zh_hans: format!("{count} 个应用已到期，即将停用"),
        en: if count == 1 { "1 application has expired and will be deactivated".to_owned() } else { format!("{count} applications have expired and will be deactivated") },
        ja: format!("{count} 件のアプリが期限切れで、まもなく停止します"),
    }
    /// Attention: terms that end soon.
    apps_attention_expiring(count: u32, days: u32) {
        zh_hans: format!("{count} 个应用将在 {days} 天内到期"),
        en: if count == 1 { format!("1 application expires within {days} days") } else { format!("{count} applications expire within {days} days") },
        ja: format!("{count} 件のアプリが {days} 日以内に期限切れになります"),
    }
    /// Attention: push certificates that end.
    apps_attention_push(count: u32, days: u32) {
        zh_hans: format!("{count} 个应用的推送证书已到期或将在 {days} 天内到期"),
        en: if count == 1 { format!("1 application has a push certificate that expires within {days} days or has expired") } else { format!("{count} applications have push certificates that expire within {days} days or have expired") },
        ja: format!("{count} 件のアプリのプッシュ証明書が {days} 日以内に期限切れになるか、期限切れです"),
    }
    /// Attention: unpaid orders.
    apps_attention_unpaid(count: u32) {
        zh_hans: format!("{count} 个订单待付款"),
        en: if count == 1 { "1 order is waiting to be paid".to_owned() } else { format!("{count} orders are waiting to be paid") },
        ja: format!("{count} 件の注文がお支払い待ちです"),
    }
    /// Name of the strip.
    apps_attention { zh_hans: "需要处理：", en: "Needs attention:", ja: "ご確認ください：" }
    /// Link to the applications concerned.
    apps_attention_see { zh_hans: "查看应用", en: "Show them", ja: "アプリを表示" }
    /// Link to the orders concerned.
    apps_attention_orders { zh_hans: "查看订单", en: "Show the orders", ja: "注文を表示" }

    /// Empty: no application yet.
    apps_none { zh_hans: "还没有应用", en: "No applications yet", ja: "アプリはまだありません" }
    /// Empty: what an application is.
    apps_none_text {
        zh_hans: "每个应用都有一个 SDKAppID，客户端用它初始化即时通信 SDK。新应用从体验版开始，免费且立即可用。",
        en: "Every application has an SDKAppID, with which your clients start the messaging SDK. A new one begins on the Trial edition: free, and ready at once.",
        ja: "アプリごとに SDKAppID が発行され、クライアントはこれを使ってメッセージング SDK を初期化します。新しいアプリは無料の体験版から始まり、すぐに利用できます。",
    }
    /// Empty: nothing matches what was typed.
    apps_no_match(text: &str) { zh_hans: format!("没有找到与“{text}”匹配的应用"), en: format!("No application matches “{text}”"), ja: format!("「{text}」に一致するアプリはありません") }
    /// Empty: nothing matches the filters.
    apps_no_match_filters { zh_hans: "没有符合筛选条件的应用", en: "No application matches these filters", ja: "条件に合うアプリはありません" }

    /// Introduction of the form.
    app_new_lead {
        zh_hans: "新应用从体验版开始，免费使用；之后可随时购买专业版或旗舰版套餐包。",
        en: "A new application begins on the Trial edition, free of charge. You can buy a Professional or Ultimate package at any time.",
        ja: "新しいアプリは無料の体験版から始まります。Professional版・Ultimate版のプランはいつでも購入できます。",
    }
    /// Hint at the name.
    app_name_hint(most: u32) { zh_hans: format!("最多 {most} 个字，可使用文字、数字和下划线。"), en: format!("Up to {most} letters, digits or underscores."), ja: format!("{most} 文字以内。文字、数字、アンダースコアが使えます。") }
    /// Hint at the introduction.
    app_intro_hint(most: u32) { zh_hans: format!("最多 {most} 个字。"), en: format!("Up to {most} characters."), ja: format!("{most} 文字以内。") }
    /// Hint at the data centre.
    app_centre_hint { zh_hans: "应用数据的存放地，创建后不可更改，并决定套餐价格。", en: "Where the application’s data are kept. It cannot be changed later and decides the prices.", ja: "アプリのデータの保存先です。作成後は変更できません。料金もこれによって決まります。" }
    /// First entry of a choice.
    app_choose { zh_hans: "请选择", en: "Choose", ja: "選択してください" }
    /// No name was entered.
    app_name_missing { zh_hans: "请输入应用名称", en: "Enter an application name", ja: "アプリ名を入力してください" }
    /// The name is too long.
    app_name_too_long(most: u32) { zh_hans: format!("应用名称最多 {most} 个字"), en: format!("The application name may have at most {most} characters"), ja: format!("アプリ名は {most} 文字以内で入力してください") }
    /// The name holds a wrong character.
    app_name_character(found: &str) { zh_hans: format!("应用名称只能包含文字、数字和下划线，请去掉“{found}”"), en: format!("The application name may hold letters, digits and underscores only: remove “{found}”"), ja: format!("アプリ名に使えるのは文字、数字、アンダースコアのみです。「{found}」を削除してください") }
    /// The name holds a space.
    app_name_blank { zh_hans: "应用名称不能包含空格，可改用下划线", en: "The application name may not hold spaces: use underscores instead", ja: "アプリ名に空白は使えません。アンダースコアをお使いください" }
    /// No type was chosen.
    app_type_missing { zh_hans: "请选择应用类型", en: "Choose an application type", ja: "アプリの種類を選択してください" }
    /// The introduction is too long.
    app_intro_too_long(most: u32) { zh_hans: format!("应用简介最多 {most} 个字"), en: format!("The description may have at most {most} characters"), ja: format!("アプリの説明は {most} 文字以内で入力してください") }
    /// The introduction holds what nobody can read.
    app_intro_character { zh_hans: "应用简介含有无法显示的字符，请删除后重新输入", en: "The description holds characters that cannot be shown: type it again without them", ja: "アプリの説明に表示できない文字が含まれています。削除して入力し直してください" }
    /// Label of the introduction, which may stay empty.
    app_intro_optional { zh_hans: "应用简介（选填）", en: "Description (optional)", ja: "アプリの説明（任意）" }
    /// No data centre was chosen.
    app_centre_missing { zh_hans: "请选择数据中心", en: "Choose a data centre", ja: "データセンターを選択してください" }
    /// The form had been sent before with other answers.
    app_sent_before { zh_hans: "这张表单已经提交过，应用已按当时的内容创建。如需再创建一个，请重新打开创建页面。", en: "This form was sent before and its application exists. To create another one, open the form again.", ja: "このフォームは送信済みで、アプリは作成されています。別のアプリを作成するには、作成ページを開き直してください。" }
    /// The form is older than a day.
    app_form_stale { zh_hans: "这张表单打开太久了。您填写的内容已保留，请再次提交。", en: "This form was open for too long. Your answers are kept: send it once more.", ja: "フォームを開いてから時間が経ちすぎました。入力内容は残っています。もう一度送信してください。" }
    /// Flash: created.
    app_created { zh_hans: "应用已创建。", en: "The application has been created.", ja: "アプリを作成しました。" }

    /// Title: no room for another application.
    app_limit_title(limit: u32) { zh_hans: format!("已达到 {limit} 个应用的上限"), en: format!("You have reached the limit of {limit} applications"), ja: format!("アプリ数の上限（{limit} 件）に達しています") }
    /// What to do about it.
    app_limit_text {
        zh_hans: "要创建新应用，请先删除一个已停用的应用；如果没有，可先停用不再使用的体验版应用，再将其删除。",
        en: "To create another one, delete an application that has been deactivated. If there is none, deactivate a trial application that you no longer use, then delete it.",
        ja: "新しいアプリを作成するには、停止済みのアプリを削除してください。ない場合は、使わなくなった体験版アプリを停止してから削除してください。",
    }
    /// List: what can be deleted at once.
    app_limit_deletable { zh_hans: "可以删除的已停用应用", en: "Deactivated applications that you can delete", ja: "削除できる停止済みアプリ" }
    /// List: what could be deactivated.
    app_limit_stoppable { zh_hans: "可以停用的体验版应用", en: "Trial applications that you could deactivate", ja: "停止できる体験版アプリ" }
    /// Where neither list has an entry.
    app_limit_none { zh_hans: "目前没有可以自行删除或停用的应用。套餐到期并停用的应用可通过帮助与支持申请删除。", en: "There is none that you can delete or deactivate yourself. Ask help and support to delete one whose package has ended.", ja: "ご自身で削除または停止できるアプリはありません。プランが終了したアプリの削除は、ヘルプとサポートからお申し込みください。" }
}
