//! Words of what is lost with an application that is stopped, downgraded or deleted for good (QU5).

messages! {
    /// Users of the latest day that was reported.
    stake_users(count: &str, date: &str) { zh_hans: format!("最近上报的一天（{date}）有 {count} 名用户登录。"), en: if count == "1" { format!("1 user signed in on {date}, the latest day that was reported.") } else { format!("{count} users signed in on {date}, the latest day that was reported.") }, ja: format!("報告のある最新の日（{date}）には {count} 人のユーザーがログインしました。") }
    /// Groups of the latest day that was reported.
    stake_groups(count: &str, date: &str) { zh_hans: format!("最近上报的一天（{date}）最多同时有 {count} 个群组。"), en: if count == "1" { format!("It had 1 group on {date}, the latest day that was reported.") } else { format!("It had {count} groups on {date}, the latest day that was reported.") }, ja: format!("報告のある最新の日（{date}）には最大 {count} 件のグループがありました。") }
    /// What stays on the application.
    stake_kept(administrators: &str, certificates: &str, tags: &str) { zh_hans: format!("管理员 {administrators} 名、推送证书 {certificates} 个、标签 {tags} 个，仍保留在应用中。"), en: format!("Administrators: {administrators}, push certificates: {certificates}, tags: {tags}. They stay with it."), ja: format!("管理者 {administrators} 人、プッシュ証明書 {certificates} 件、タグ {tags} 件は、そのままアプリに残ります。") }
    /// What is destroyed with the application.
    stake_destroyed(administrators: &str, certificates: &str, tags: &str) { zh_hans: format!("管理员 {administrators} 名、推送证书 {certificates} 个、标签 {tags} 个将一并销毁。"), en: format!("Administrators: {administrators}, push certificates: {certificates}, tags: {tags}. They are destroyed with it."), ja: format!("管理者 {administrators} 人、プッシュ証明書 {certificates} 件、タグ {tags} 件も一緒に破棄されます。") }
    /// There is nothing to give back.
    stake_nothing_ahead { zh_hans: "应用上没有预付的费用，因此没有退费。", en: "Nothing is paid ahead on it, so nothing is refunded.", ja: "前払いされた料金はないため、返金はありません。" }
}
