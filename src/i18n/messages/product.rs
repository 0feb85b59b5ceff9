//! What can be had, in words: editions, billing modes, add-ons, call packs. One term per concept, everywhere.

use std::borrow::Cow;

use crate::{
    domain::{
        catalog::Names,
        product::{AddOn, AddOnKind, BillingMode, CallPack, Edition, Item},
    },
    i18n::{Locale, Words, format::number},
};

messages! {
    /// The free edition.
    edition_trial { zh_hans: "体验版", en: "Trial", ja: "体験版" }
    /// The legacy edition.
    edition_im { zh_hans: "IM (旧版)", en: "IM (legacy)", ja: "IM (旧版)" }
    /// The smaller paid edition.
    edition_professional { zh_hans: "专业版", en: "Professional", ja: "Professional版" }
    /// The larger paid edition.
    edition_ultimate { zh_hans: "旗舰版", en: "Ultimate", ja: "Ultimate版" }
    /// A paid edition that is charged by the bill of the past month.
    edition_postpaid(edition: &str) { zh_hans: format!("{edition}-后付费"), en: format!("{edition}, postpaid"), ja: format!("{edition}・後払い") }
    /// Paid before the term.
    mode_prepaid { zh_hans: "预付费", en: "Prepaid", ja: "前払い" }
    /// Paid by the bill of the past month.
    mode_postpaid { zh_hans: "后付费", en: "Postpaid", ja: "後払い" }
    /// A package of an edition.
    package_of(edition: &str) { zh_hans: format!("{edition}套餐包"), en: format!("{edition} package"), ja: format!("{edition}プラン") }
    /// Add-on: livestream groups without a limit.
    add_on_livestream_groups { zh_hans: "不限直播群数", en: "Unlimited livestream groups", ja: "ライブストリーミンググループ数無制限" }
    /// Add-on: more groups that one user may join.
    add_on_groups_per_user { zh_hans: "单个用户可加入群组数", en: "Groups per user", ja: "ユーザーあたりの参加グループ数" }
    /// Add-on: more members in one group.
    add_on_members_per_group { zh_hans: "单个群成员数上限", en: "Members per group", ja: "グループあたりのメンバー数上限" }
    /// Add-on: filtering of words by own libraries.
    add_on_content_security { zh_hans: "内容安全服务", en: "Content security", ja: "コンテンツセキュリティ" }
    /// Add-on: audio and video calls.
    add_on_call_pack { zh_hans: "音视频通话能力包", en: "Call pack", ja: "音声・ビデオ通話パック" }
    /// Call pack for one-to-one calls.
    call_pack_basic { zh_hans: "基础版", en: "Basic", ja: "ベーシック" }
    /// Call pack for group calls, too.
    call_pack_advanced { zh_hans: "进阶版", en: "Advanced", ja: "アドバンスト" }
    /// Call pack for group calls on several devices.
    call_pack_premium { zh_hans: "尊享版", en: "Premium", ja: "プレミアム" }
    /// An add-on with its tier.
    add_on_tier(add_on: &str, tier: &str) { zh_hans: format!("{add_on} {tier}"), en: format!("{add_on}: {tier}"), ja: format!("{add_on}：{tier} まで") }
    /// A call pack by name.
    add_on_pack(add_on: &str, pack: &str) { zh_hans: format!("{add_on}（{pack}）"), en: format!("{add_on}: {pack}"), ja: format!("{add_on}「{pack}」") }
}

impl Words {
    /// A name of the catalog's in this language.
    #[must_use]
    pub fn catalog_name(self, names: &Names) -> &str {
        match self.locale {
            Locale::ZhHans => &names.zh_hans,
            Locale::En => &names.en,
            Locale::Ja => &names.ja,
        }
    }

    /// The edition's name.
    #[must_use]
    pub fn edition_name(self, edition: Edition) -> Cow<'static, str> {
        match edition {
            Edition::Trial => self.edition_trial(),
            Edition::Im => self.edition_im(),
            Edition::Professional => self.edition_professional(),
            Edition::Ultimate => self.edition_ultimate(),
        }
    }

    /// The edition's name as cards show it: with the billing mode where that is not the ordinary prepaid one.
    #[must_use]
    pub fn edition_label(self, edition: Edition, mode: Option<BillingMode>) -> Cow<'static, str> {
        match mode {
            Some(BillingMode::Postpaid) => self.edition_postpaid(&self.edition_name(edition)),
            Some(BillingMode::Prepaid) | None => self.edition_name(edition),
        }
    }

    /// How it is paid for.
    #[must_use]
    pub fn mode_name(self, mode: BillingMode) -> Cow<'static, str> {
        match mode {
            BillingMode::Prepaid => self.mode_prepaid(),
            BillingMode::Postpaid => self.mode_postpaid(),
        }
    }

    /// What an add-on raises or allows.
    #[must_use]
    pub fn add_on_kind_name(self, kind: AddOnKind) -> Cow<'static, str> {
        match kind {
            AddOnKind::LivestreamGroups => self.add_on_livestream_groups(),
            AddOnKind::GroupsPerUser => self.add_on_groups_per_user(),
            AddOnKind::MembersPerGroup => self.add_on_members_per_group(),
            AddOnKind::ContentSecurity => self.add_on_content_security(),
            AddOnKind::CallPack => self.add_on_call_pack(),
        }
    }

    /// A call pack's name, without the word for call packs.
    #[must_use]
    pub fn call_pack_name(self, pack: CallPack) -> Cow<'static, str> {
        match pack {
            CallPack::Basic => self.call_pack_basic(),
            CallPack::Advanced => self.call_pack_advanced(),
            CallPack::Premium => self.call_pack_premium(),
        }
    }

    /// An add-on with its tier or pack.
    #[must_use]
    pub fn add_on_name(self, add_on: AddOn) -> Cow<'static, str> {
        let kind = self.add_on_kind_name(add_on.kind());
        match add_on {
            AddOn::LivestreamGroups | AddOn::ContentSecurity => kind,
            AddOn::GroupsPerUser(tier) | AddOn::MembersPerGroup(tier) => {
                self.add_on_tier(&kind, &number(i64::from(tier)))
            }
            AddOn::CallPack(pack) => self.add_on_pack(&kind, &self.call_pack_name(pack)),
        }
    }

    /// What an order line is about.
    #[must_use]
    pub fn item_name(self, item: Item) -> Cow<'static, str> {
        match item {
            Item::Package(edition) => self.package_of(&self.edition_name(edition)),
            Item::AddOn(add_on) => self.add_on_name(add_on),
        }
    }
}
