//! The limits and features of an application, in words: one name for each, as tables and sentences use it.

use std::borrow::Cow;

use crate::{domain::limits::Feature, i18n::Words};

messages! {
    /// Title of the limits.
    limits_title { zh_hans: "用量上限", en: "Limits", ja: "利用上限" }
    /// Column: what is compared.
    limits_item { zh_hans: "项目", en: "Item", ja: "項目" }
    /// An add-on raises the number.
    limits_raised(base: &str) { zh_hans: format!("功能包提升，原为 {base}"), en: format!("Raised by an add-on from {base}"), ja: format!("追加機能により {base} から引き上げ") }
    /// A number of days.
    limits_days(days: &str) { zh_hans: format!("{days} 天"), en: format!("{days} days"), ja: format!("{days} 日間") }
    /// Limit: registered users.
    limit_registered_users { zh_hans: "注册用户数", en: "Registered users", ja: "登録ユーザー数" }
    /// Limit: friends of one user.
    limit_friends { zh_hans: "单个用户好友数", en: "Friends per user", ja: "ユーザーあたりの友だち数" }
    /// Limit: groups of one user.
    limit_groups_per_user { zh_hans: "单个用户可加入群组数", en: "Groups per user", ja: "ユーザーあたりの参加グループ数" }
    /// Limit: members of one group.
    limit_members_per_group { zh_hans: "单个群成员数（不含直播群）", en: "Members per group (livestream groups apart)", ja: "グループあたりのメンバー数（ライブストリーミンググループを除く）" }
    /// Limit: groups in all.
    limit_groups { zh_hans: "群组总数", en: "Groups", ja: "グループの総数" }
    /// Limit: livestream groups.
    limit_livestream_groups { zh_hans: "直播群数", en: "Livestream groups", ja: "ライブストリーミンググループ数" }
    /// Limit: new groups in a day.
    limit_new_groups { zh_hans: "每日净增群组数", en: "New groups per day, net", ja: "1 日あたりのグループ純増数" }
    /// Limit: communities.
    limit_communities { zh_hans: "社群数", en: "Communities", ja: "コミュニティ数" }
    /// Limit: how long messages are kept.
    limit_history { zh_hans: "免费历史消息存储", en: "Message history, free of charge", ja: "無料のメッセージ履歴保存" }
    /// Limit: free daily active users.
    limit_active_users { zh_hans: "免费日活跃用户数", en: "Daily active users, free of charge", ja: "無料のデイリーアクティブユーザー数" }
    /// Limit: free peak groups.
    limit_peak_groups { zh_hans: "免费月峰值群组数", en: "Peak groups per month, free of charge", ja: "無料の月間ピークグループ数" }
    /// Limit: recent contacts.
    limit_contacts { zh_hans: "最近联系人拉取数", en: "Recent contacts", ja: "最近の連絡先の取得数" }
    /// Title of the list of features.
    features_title { zh_hans: "包含的能力", en: "Included features", ja: "利用できる機能" }
    /// Feature: access points all over the world.
    feature_global_coverage { zh_hans: "全球多点接入", en: "Global coverage", ja: "グローバルアクセス" }
    /// Feature: a message to all users.
    feature_push_to_all { zh_hans: "全员推送", en: "Push to all users", ja: "全ユーザーへのプッシュ" }
    /// Feature: search on the device.
    feature_local_search { zh_hans: "本地消息搜索", en: "Local message search", ja: "ローカルメッセージ検索" }
    /// Feature: messages from before joining.
    feature_pre_join_history { zh_hans: "直播群进群前历史消息", en: "Livestream history from before joining", ja: "ライブ参加前の履歴表示" }
    /// Feature: read receipts.
    feature_read_receipts { zh_hans: "群消息已读回执", en: "Group read receipts", ja: "グループの既読確認" }
    /// Feature: messages to some members.
    feature_targeted_messages { zh_hans: "群定向消息", en: "Targeted group messages", ja: "メンバー指定のグループメッセージ" }
    /// Feature: who is online.
    feature_online_list { zh_hans: "直播群在线成员列表", en: "Online members of livestream groups", ja: "ライブのオンラインメンバー一覧" }
    /// Feature: a message to all livestream groups.
    feature_broadcast { zh_hans: "直播群广播消息", en: "Livestream broadcast", ja: "ライブ一斉配信メッセージ" }
    /// Feature: whether a user is online.
    feature_user_status { zh_hans: "用户在线状态", en: "User online status", ja: "ユーザーのオンライン状態" }
    /// Feature: marks and groups of conversations.
    feature_conversation_marks { zh_hans: "会话标记与分组", en: "Conversation marks and groups", ja: "会話のマークとグループ分け" }
    /// Feature: banning users from livestream groups.
    feature_livestream_ban { zh_hans: "直播群封禁成员", en: "Livestream group ban", ja: "ライブからのメンバー排除" }
    /// Feature: several devices of one platform.
    feature_several_devices { zh_hans: "同平台多设备在线", en: "Several devices per platform", ja: "同一プラットフォームの複数端末ログイン" }
}

impl Words {
    /// What an edition brings beside its numbers.
    #[must_use]
    pub fn feature_name(self, feature: Feature) -> Cow<'static, str> {
        match feature {
            Feature::GlobalCoverage => self.feature_global_coverage(),
            Feature::PushToAll => self.feature_push_to_all(),
            Feature::LocalSearch => self.feature_local_search(),
            Feature::PreJoinHistory => self.feature_pre_join_history(),
            Feature::GroupReadReceipts => self.feature_read_receipts(),
            Feature::TargetedMessages => self.feature_targeted_messages(),
            Feature::OnlineMemberList => self.feature_online_list(),
            Feature::LivestreamBroadcast => self.feature_broadcast(),
            Feature::UserStatus => self.feature_user_status(),
            Feature::ConversationMarks => self.feature_conversation_marks(),
            Feature::LivestreamBan => self.feature_livestream_ban(),
        }
    }
}
