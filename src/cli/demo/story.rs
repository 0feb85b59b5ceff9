//! What the demo's first customer does in a year, as a table. It ends with an app in every edition and state, and a
//! voucher of every kind. Amounts are gifts and transfers; prices come from the catalog.

use super::{
    When,
    gifts::GIFTS,
    script::{Act, App, Question, Settled, Wish},
};
use crate::domain::{
    money::Amount,
    product::{AddOn, CallPack, Edition},
    ticket::Topic,
    upgrade::Target,
};

pub(super) const fn yuan(units: i64) -> Amount {
    Amount::minor(units * 100)
}

const fn package(edition: Edition, months: u32) -> Wish {
    Wish {
        package: Some(edition),
        add_ons: &[],
        months,
        auto_renew: false,
        voucher: None,
        payment: Settled::Paid,
    }
}

const PROFESSIONAL: Edition = Edition::Professional;
const ULTIMATE: Edition = Edition::Ultimate;

const LESSONS: &[AddOn] = &[AddOn::GroupsPerUser(1_000), AddOn::CallPack(CallPack::Advanced)];
const TEAM: &[AddOn] = &[AddOn::GroupsPerUser(3_000)];

/// The year, in order.
pub(super) const STORY: &[(When, Act)] = &[
    ((3, 3, 10, 0), Act::TopUp(yuan(120_000))),
    ((3, 3, 10, 0), Act::Grant(&GIFTS[0])),
    (
        (3, 5, 15, 10),
        Act::Create(&App {
            name: "旧版客服",
            kind: "service",
            centre: "cn",
            introduction: "旧版网站的在线客服，已由新系统取代。",
        }),
    ),
    ((3, 5, 15, 10), Act::Buy("旧版客服", Wish { voucher: Some("Spring 2026"), ..package(PROFESSIONAL, 1) })),
    ((4, 1, 9, 0), Act::Create(&App { name: "Scratch", kind: "other", centre: "cn", introduction: "" })),
    ((4, 20, 9, 0), Act::Deactivate("Scratch")),
    ((4, 21, 9, 0), Act::Delete("Scratch")),
    ((6, 1, 9, 0), Act::Grant(&GIFTS[1])),
    (
        (6, 15, 16, 45),
        Act::Create(&App {
            name: "Harbor_Live",
            kind: "live",
            centre: "sgp",
            introduction: "Concerts from the harbour stage, with chat for every ticket holder.",
        }),
    ),
    (
        (6, 15, 16, 45),
        Act::Buy("Harbor_Live", Wish { add_ons: TEAM, auto_renew: true, ..package(ULTIMATE, 12) }),
    ),
    (
        (6, 17, 9, 0),
        Act::Create(&App {
            name: "Polaris_Games",
            kind: "games",
            centre: "cn",
            introduction: "Guild chat and matchmaking for Polaris Online.",
        }),
    ),
    ((6, 17, 9, 0), Act::Buy("Polaris_Games", Wish { payment: Settled::Later, ..package(PROFESSIONAL, 3) })),
    ((6, 18, 15, 0), Act::Buy("Polaris_Games", package(PROFESSIONAL, 1))),
    (
        (7, 1, 11, 20),
        Act::Create(&App {
            name: "Parcel_Desk",
            kind: "commerce",
            centre: "ger",
            introduction: "Messages between senders, couriers and the depot.",
        }),
    ),
    ((7, 1, 11, 20), Act::Buy("Parcel_Desk", package(PROFESSIONAL, 3))),
    ((7, 21, 10, 0), Act::TopUp(yuan(50_000))),
    (
        (7, 21, 10, 5),
        Act::Buy(
            "Polaris_Games",
            Wish { add_ons: &[AddOn::CallPack(CallPack::Premium)], ..package(ULTIMATE, 12) },
        ),
    ),
    ((8, 15, 9, 0), Act::Use("Polaris_Games", 14_000)),
    ((9, 12, 9, 0), Act::Use("Polaris_Games", 23_400)),
    ((11, 14, 9, 0), Act::Use("Polaris_Games", 12_800)),
    ((11, 6, 21, 0), Act::Call("云上课堂", 9_120)),
    ((11, 9, 21, 0), Act::Call("云上课堂", 11_480)),
    ((11, 12, 21, 0), Act::Call("云上课堂", 13_260)),
    ((11, 18, 21, 0), Act::Call("云上课堂", 12_040)),
    ((11, 18, 12, 0), Act::TryCalls("星海社区")),
    (
        (8, 24, 11, 0),
        Act::Create(&App {
            name: "さくらトーク",
            kind: "social",
            centre: "kr",
            introduction: "地域のサークルのためのチャットアプリ。",
        }),
    ),
    ((8, 24, 11, 0), Act::Buy("さくらトーク", package(PROFESSIONAL, 3))),
    ((9, 1, 10, 0), Act::TopUp(yuan(50_000))),
    ((11, 4, 9, 0), Act::TopUp(yuan(40_000))),
    ((11, 4, 9, 0), Act::Grant(&GIFTS[2])),
    ((8, 3, 10, 0), Act::TopUp(yuan(15_000))),
    (
        (8, 3, 10, 0),
        Act::Create(&App {
            name: "校园社团",
            kind: "social",
            centre: "cn",
            introduction: "社团招新与活动通知。",
        }),
    ),
    (
        (8, 3, 10, 0),
        Act::Buy("校园社团", Wish { add_ons: &[AddOn::LivestreamGroups], ..package(PROFESSIONAL, 6) }),
    ),
    (
        (9, 8, 14, 20),
        Act::Create(&App {
            name: "云上课堂",
            kind: "education",
            centre: "cn",
            introduction: "面向中小学生的直播课堂与班级群。",
        }),
    ),
    ((9, 8, 14, 20), Act::Buy("云上课堂", Wish { add_ons: LESSONS, ..package(PROFESSIONAL, 6) })),
    (
        (10, 16, 9, 30),
        Act::Create(&App {
            name: "掌上诊所",
            kind: "health",
            centre: "cn",
            introduction: "患者与医生的图文问诊。",
        }),
    ),
    ((10, 16, 9, 30), Act::Buy("掌上诊所", package(PROFESSIONAL, 1))),
    (
        (10, 18, 9, 0),
        Act::Create(&App {
            name: "试播间", kind: "live", centre: "ind", introduction: "直播功能试用。"
        }),
    ),
    ((10, 10, 15, 0), Act::Upgrade("校园社团", Target::Ultimate(None))),
    ((10, 20, 9, 0), Act::Deactivate("试播间")),
    ((11, 4, 9, 0), Act::Grant(&GIFTS[3])),
    ((11, 4, 9, 0), Act::Grant(&GIFTS[4])),
    ((11, 4, 9, 0), Act::Grant(&GIFTS[5])),
    (
        (11, 5, 17, 0),
        Act::Buy(
            "云上课堂",
            Wish {
                package: None,
                add_ons: &[AddOn::MembersPerGroup(2_000)],
                voucher: Some("Groups and members"),
                ..package(PROFESSIONAL, 1)
            },
        ),
    ),
    (
        (11, 8, 11, 0),
        Act::Create(&App {
            name: "夜读会", kind: "live", centre: "cn", introduction: "每晚的语音共读。"
        }),
    ),
    ((11, 8, 11, 0), Act::Buy("夜读会", package(ULTIMATE, 1))),
    ((11, 9, 11, 0), Act::Renew("夜读会", 1)),
    ((11, 18, 11, 0), Act::Refund("夜读会")),
    ((11, 12, 14, 0), Act::Create(&App { name: "星海社区", kind: "social", centre: "cn", introduction: "" })),
    ((11, 12, 14, 0), Act::Buy("星海社区", Wish { payment: Settled::Later, ..package(PROFESSIONAL, 1) })),
    ((11, 12, 14, 0), Act::Cancel("星海社区")),
    ((11, 15, 9, 0), Act::Grant(&GIFTS[6])),
    ((9, 9, 10, 0), Act::Administrator("云上课堂", "lessons-ops")),
    ((9, 9, 10, 5), Act::Administrator("云上课堂", "billing_bot")),
    ((9, 9, 10, 10), Act::Tag("云上课堂", &[("team", "education"), ("cost-centre", "K12 / 2026")])),
    ((9, 9, 10, 15), Act::Tag("校园社团", &[("team", "education")])),
    ((9, 9, 10, 20), Act::Tag("Polaris_Games", &[("team", "games"), ("stage", "production")])),
    (
        (11, 19, 14, 0),
        Act::Ask(&Question {
            topic: Topic::Question,
            app: "云上课堂",
            text: "Can the history of one class be kept longer than that of the others?",
            answer: Some("Not yet: it is set for the whole application, on its page under Message history."),
        }),
    ),
    (
        (11, 19, 16, 30),
        Act::Ask(&Question {
            topic: Topic::DeleteApp,
            app: "旧版客服",
            text: "The new system has taken over.\nPlease delete this application.",
            answer: None,
        }),
    ),
    (
        (11, 20, 9, 40),
        Act::Create(&App {
            name: "拼团助手",
            kind: "commerce",
            centre: "cn",
            introduction: "拼团活动的群聊与通知。",
        }),
    ),
    (
        (11, 20, 9, 40),
        Act::Buy(
            "拼团助手",
            Wish {
                add_ons: TEAM,
                voucher: Some("Big launch"),
                payment: Settled::Short,
                ..package(ULTIMATE, 24)
            },
        ),
    ),
];
