//! Words of an application's administrators and tags.

messages! {
    /// Section: the administrators.
    admins_title { zh_hans: "帐号管理员", en: "Account administrators", ja: "アカウント管理者" }
    /// How many of those an application may have there are.
    admins_count(held: &str, most: &str) { zh_hans: format!("已添加 {held} / {most}"), en: format!("{held} of {most} added"), ja: format!("{held} / {most} 人を登録済み") }
    /// What administrators are for.
    admins_text { zh_hans: "应用的服务器以管理员身份调用服务端接口。", en: "Your servers call the platform as one of these users.", ja: "アプリのサーバーは、管理者としてサーバー API を呼び出します。" }
    /// Mark of the administrator that every application has.
    admins_default { zh_hans: "系统默认", en: "System default", ja: "システムの既定" }
    /// Why the default one has no way to be deleted.
    admins_default_stays { zh_hans: "系统默认的管理员不能删除。", en: "The system default administrator cannot be deleted.", ja: "システムの既定の管理者は削除できません。" }
    /// When one was added.
    admins_added(when: &str) { zh_hans: format!("添加于 {when}"), en: format!("added {when}"), ja: format!("{when} に追加") }
    /// Link and title: add one.
    admins_add { zh_hans: "添加管理员", en: "Add an administrator", ja: "管理者を追加" }
    /// Label of the name.
    admins_name { zh_hans: "管理员 UserID", en: "Administrator’s UserID", ja: "管理者の UserID" }
    /// Hint at the name.
    admins_name_hint(most: u32) { zh_hans: format!("最多 {most} 个字节，建议使用字母、数字、下划线和连字符，区分大小写。"), en: format!("Up to {most} bytes. Letters, digits, underscores and hyphens are best. Upper and lower case differ."), ja: format!("{most} バイト以内。英数字、アンダースコア、ハイフンをおすすめします。大文字と小文字は区別されます。") }
    /// The name is missing.
    admins_name_missing { zh_hans: "请输入管理员 UserID", en: "Enter the administrator’s UserID", ja: "管理者の UserID を入力してください" }
    /// The name is too long.
    admins_name_long(most: u32) { zh_hans: format!("管理员 UserID 最多 {most} 个字节"), en: format!("The administrator’s UserID may have at most {most} bytes"), ja: format!("管理者の UserID は {most} バイト以内で入力してください") }
    /// The name holds a character that no user id has.
    admins_name_character(found: &str) { zh_hans: format!("管理员 UserID 只能包含英文字母、数字和半角符号，请去掉“{found}”"), en: format!("The administrator’s UserID may hold Latin letters, digits and signs only: remove “{found}”"), ja: format!("管理者の UserID に使えるのは半角の英数字と記号のみです。「{found}」を削除してください") }
    /// It is there already.
    admins_taken { zh_hans: "该管理员已存在，请换一个 UserID", en: "The application has this administrator already: enter another UserID", ja: "この管理者はすでに登録されています。別の UserID を入力してください" }
    /// There are as many as there may be.
    admins_full(most: u32) { zh_hans: format!("最多只能有 {most} 个管理员，请先删除不再需要的管理员。"), en: format!("An application has at most {most} administrators. Delete one that you do not need first."), ja: format!("管理者は最大 {most} 人です。先に不要な管理者を削除してください。") }
    /// The application is stopped.
    admins_stopped { zh_hans: "应用已停用，不能再增删管理员。", en: "The application is deactivated, so its administrators can no longer be changed.", ja: "アプリは停止しているため、管理者を変更できません。" }
    /// The form was sent before with another name.
    admins_sent_before { zh_hans: "此表单已提交过另一个 UserID。请核对现有管理员后再添加。", en: "This form was sent before with another UserID. Look at the administrators there are, then add again.", ja: "このフォームは別の UserID で送信済みです。現在の管理者を確認してから、もう一度追加してください。" }
    /// The form is too old.
    admins_stale { zh_hans: "页面已过期，尚未添加。请再次提交。", en: "The page was too old, so nothing was added. Send it again.", ja: "ページの有効期限が切れたため、追加されていません。もう一度送信してください。" }
    /// Notice.
    admins_was_added { zh_hans: "管理员已添加。", en: "The administrator has been added.", ja: "管理者を追加しました。" }
    /// Notice.
    admins_was_deleted { zh_hans: "管理员已删除。", en: "The administrator has been deleted.", ja: "管理者を削除しました。" }
    /// Link: delete one.
    admins_delete { zh_hans: "删除", en: "Delete", ja: "削除する" }
    /// Question.
    admins_delete_title(name: &str) { zh_hans: format!("删除管理员“{name}”？"), en: format!("Delete the administrator “{name}”?"), ja: format!("管理者「{name}」を削除しますか？") }
    /// Consequence.
    admins_delete_text(name: &str) { zh_hans: format!("“{name}”将立即失去管理员权限，以其身份调用服务端接口会失败。之后可以重新添加。"), en: format!("“{name}” loses the rights of an administrator at once, and calls to the platform in this name fail. It can be added again later."), ja: format!("「{name}」は直ちに管理者の権限を失い、この名前でのサーバー API の呼び出しは失敗します。あとで追加し直すことができます。") }
    /// Button.
    admins_delete_act { zh_hans: "删除管理员", en: "Delete the administrator", ja: "管理者を削除する" }
    /// Link: leave it.
    admins_keep { zh_hans: "保留管理员", en: "Keep the administrator", ja: "管理者を残す" }

    /// Section: the tags.
    tags_title { zh_hans: "标签", en: "Tags", ja: "タグ" }
    /// What tags are for.
    tags_text { zh_hans: "用标签筛选应用、按标签汇总账单。", en: "Tags narrow the list of applications and group bills.", ja: "タグでアプリを絞り込み、請求書を集計できます。" }
    /// There are none.
    tags_none { zh_hans: "还没有标签。", en: "There are no tags yet.", ja: "タグはまだありません。" }
    /// Link: edit them.
    tags_edit { zh_hans: "编辑标签", en: "Edit tags", ja: "タグを編集" }
    /// Says where the link of a tag leads.
    tags_show_apps { zh_hans: "查看带此标签的应用：", en: "Applications with this tag:", ja: "このタグの付いたアプリ：" }
    /// How many tags there may be, of how many characters and signs.
    tags_hint(most: u32, key: u32, value: u32, signs: &str) {
        zh_hans: format!("最多 {most} 个标签。键最多 {key} 个字，值最多 {value} 个字，可使用文字、数字、空格和 {signs}，区分大小写；键不能以 qcs:、project 或“项目”开头。清空一行即删除该标签。"),
        en: format!("Up to {most} tags. A key has up to {key} characters, a value up to {value}: letters, digits, spaces and {signs}. Upper and lower case differ. Keys may not begin with the words that the platform keeps to itself, such as qcs: and project. Empty a row to delete its tag."),
        ja: format!("タグは最大 {most} 個です。キーは {key} 文字以内、値は {value} 文字以内で、文字、数字、空白、{signs} が使えます。大文字と小文字は区別されます。キーの先頭に qcs: や project などの予約語は使えません。行を空にすると、そのタグは削除されます。"),
    }
    /// Label of the key of a row.
    tags_key(row: u32) { zh_hans: format!("标签 {row} 的键"), en: format!("Key of tag {row}"), ja: format!("タグ {row} のキー") }
    /// Label of the value of a row.
    tags_value(row: u32) { zh_hans: format!("标签 {row} 的值"), en: format!("Value of tag {row}"), ja: format!("タグ {row} の値") }
    /// Button: one more row.
    tags_add_row { zh_hans: "添加一行", en: "Add a row", ja: "行を追加" }
    /// There is no room for another row.
    tags_full(most: u32) { zh_hans: format!("已达上限：一个应用最多 {most} 个标签。"), en: format!("An application has at most {most} tags."), ja: format!("上限に達しました。タグはアプリごとに最大 {most} 個です。") }
    /// Refusal: too many keys in the account.
    tags_keys_full(most: u32) { zh_hans: format!("账号内所有应用最多使用 {most} 个不同的标签键。请使用已有的键，或先删除不再需要的键。"), en: format!("All applications of an account have at most {most} different keys. Use one that is there, or delete some first."), ja: format!("アカウント内のすべてのアプリで使えるキーは最大 {most} 種類です。既存のキーを使うか、不要なキーを先に削除してください。") }
    /// Button.
    tags_save { zh_hans: "保存标签", en: "Save the tags", ja: "タグを保存する" }
    /// Notice.
    tags_saved { zh_hans: "标签已保存。", en: "The tags have been saved.", ja: "タグを保存しました。" }
    /// A key is missing.
    tags_key_missing(row: u32) { zh_hans: format!("请输入标签 {row} 的键"), en: format!("Enter the key of tag {row}"), ja: format!("タグ {row} のキーを入力してください") }
    /// A value is missing.
    tags_value_missing(row: u32) { zh_hans: format!("请输入标签 {row} 的值"), en: format!("Enter the value of tag {row}"), ja: format!("タグ {row} の値を入力してください") }
    /// A key is too long.
    tags_key_long(row: u32, most: u32) { zh_hans: format!("标签 {row} 的键最多 {most} 个字"), en: format!("The key of tag {row} may have at most {most} characters"), ja: format!("タグ {row} のキーは {most} 文字以内で入力してください") }
    /// A value is too long.
    tags_value_long(row: u32, most: u32) { zh_hans: format!("标签 {row} 的值最多 {most} 个字"), en: format!("The value of tag {row} may have at most {most} characters"), ja: format!("タグ {row} の値は {most} 文字以内で入力してください") }
    /// A character does not belong in a tag.
    tags_character(row: u32, found: &str, signs: &str) { zh_hans: format!("标签 {row} 只能包含文字、数字、空格和 {signs}，请去掉“{found}”"), en: format!("Tag {row} may hold letters, digits, spaces and {signs} only: remove “{found}”"), ja: format!("タグ {row} に使えるのは文字、数字、空白、{signs} のみです。「{found}」を削除してください") }
    /// A key begins with what is reserved.
    tags_reserved(row: u32) { zh_hans: format!("标签 {row} 的键不能以 qcs:、project 或“项目”开头，请换一个键"), en: format!("The key of tag {row} begins with a word that the platform keeps to itself (such as qcs: or project): enter another key"), ja: format!("タグ {row} のキーは予約語（qcs:、project など）で始まっています。別のキーを入力してください") }
    /// A key stands twice.
    tags_twice(row: u32, first: u32) { zh_hans: format!("标签 {row} 与标签 {first} 的键相同，一个键只能有一个值"), en: format!("Tag {row} has the same key as tag {first}; a key has one value"), ja: format!("タグ {row} はタグ {first} と同じキーです。キーごとの値は 1 つです") }
    /// Title: somebody else changed them.
    tags_changed_title { zh_hans: "标签刚刚被修改过", en: "The tags were changed in the meantime", ja: "タグが変更されています" }
    /// What to do.
    tags_changed_text { zh_hans: "尚未保存。当前的标签如下；再次保存将以下方表单替换它们。", en: "Nothing was saved. These are the tags now; saving again replaces them by the form below.", ja: "まだ保存されていません。現在のタグは次のとおりです。もう一度保存すると、下のフォームの内容に置き換わります。" }

    /// Label of the filter of the list of applications.
    tags_filter { zh_hans: "标签（键:值）", en: "Tag (key:value)", ja: "タグ（キー:値）" }
    /// A bill: label of what it is grouped by.
    tags_group { zh_hans: "按标签汇总", en: "Group by tag", ja: "タグで集計" }
    /// A bill: not grouped.
    tags_group_none { zh_hans: "不汇总", en: "Not grouped", ja: "集計しない" }
    /// A bill: button.
    tags_group_show { zh_hans: "显示汇总", en: "Show the groups", ja: "集計を表示" }
    /// A bill: heading of the groups by a key.
    tags_group_title(key: &str) { zh_hans: format!("按标签“{key}”汇总"), en: format!("By the tag “{key}”"), ja: format!("タグ「{key}」別の集計") }
    /// A bill: applications without the key.
    tags_untagged { zh_hans: "无此标签", en: "Untagged", ja: "タグなし" }
    /// A bill: column of the value.
    tags_group_value { zh_hans: "标签值", en: "Value", ja: "タグの値" }
    /// A bill: column of the applications.
    tags_group_apps { zh_hans: "应用", en: "Applications", ja: "対象のアプリ" }
    /// A bill: the sum of all lines.
    tags_group_sum { zh_hans: "各行合计", en: "All lines", ja: "明細の合計" }
    /// A bill: which tags count.
    tags_group_hint { zh_hans: "按应用当前的标签汇总，代金券抵扣前。", en: "By the tags that the applications have now, before vouchers.", ja: "アプリの現在のタグで集計しています（バウチャー適用前）。" }
}
