//! Applications of the older platform as a file describes them (section 6: imported → `im`, or a trial of the
//! audio/video side): one row, checked whole before anything is written.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;

use super::{
    account::Email,
    app::{App, AppName, AppState, NameRefused, Origin, Plan, Profile, StopCause},
    calendar::Timestamp,
    catalog::Catalog,
    charge::Measure,
    ids::{AccountId, SdkAppId},
};

/// A row as it was read. The last four columns may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct LegacyRow {
    /// The number that the app has and keeps.
    pub sdk_app_id: String,
    /// The e-mail address that its owner signs in with.
    pub owner: String,
    /// Its name (C2).
    pub name: String,
    /// `active`, or `deactivated` by its owner.
    pub status: String,
    /// When it was created: `2018-03-01` or `2018-03-01 09:30:00`, in the catalog's zone.
    pub created_at: String,
    /// The code of its data centre.
    pub data_centre: String,
    /// `imported` for the legacy edition, `rtc` for a trial of the audio/video side (L2); empty is `imported`.
    #[serde(default)]
    pub origin: String,
    /// The public half of the key pair that it signs with, as PEM (C3).
    #[serde(default)]
    pub public_key: String,
    /// Today's daily active users.
    #[serde(default)]
    pub daily_active_users: String,
    /// Today's peak of groups.
    #[serde(default)]
    pub peak_groups: String,
}

/// An app that can be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegacyApp {
    /// Who signs in for its account.
    pub owner: Email,
    /// Its number.
    pub id: SdkAppId,
    /// Its name.
    pub name: AppName,
    /// Its data centre.
    pub data_centre: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Where it stands.
    pub state: AppState,
    /// When it was created.
    pub created_at: Timestamp,
    /// Its public key, as PEM.
    pub public_key: Option<String>,
    /// What was counted today.
    pub usage: Vec<(Measure, u32)>,
}

/// Why a row can't be taken over. The text names the column and says what belongs there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LegacyRefused {
    /// Not an SDKAppID.
    #[error("sdk_app_id: ten digits from 1400000001 up")]
    Number,
    /// Not an e-mail address.
    #[error("owner: the e-mail address of a user")]
    Owner,
    /// Not an app's name.
    #[error("name: {0}")]
    Name(NameRefused),
    /// Neither of the two states.
    #[error("status: active or deactivated")]
    Status,
    /// Not a time, or one to come.
    #[error("created_at: a past time such as 2018-03-01 or 2018-03-01 09:30:00")]
    CreatedAt,
    /// The catalog has no such data centre.
    #[error("data_centre: unknown")]
    DataCentre,
    /// Neither of the two origins.
    #[error("origin: imported or rtc")]
    Origin,
    /// Not a P-256 public key.
    #[error("public_key: the PEM text of a P-256 public key, or nothing")]
    PublicKey,
    /// Not a count.
    #[error("{0}: a whole number, or nothing")]
    Count(Measure),
}

impl LegacyApp {
    /// Checks a row; `now` is when it is taken over.
    ///
    /// # Errors
    /// With the first column that is not what it has to be.
    pub fn read(row: &LegacyRow, catalog: &Catalog, now: Timestamp) -> Result<Self, LegacyRefused> {
        let id = row.sdk_app_id.trim().parse().ok().and_then(SdkAppId::new).ok_or(LegacyRefused::Number)?;
        let owner = Email::parse(&row.owner).map_err(|_| LegacyRefused::Owner)?;
        let name = AppName::parse(&row.name).map_err(LegacyRefused::Name)?;
        let data_centre = catalog.data_centre(row.data_centre.trim()).ok_or(LegacyRefused::DataCentre)?;
        let origin = match row.origin.trim() {
            "" | "imported" => Origin::Imported,
            "rtc" => Origin::Rtc,
            _ => return Err(LegacyRefused::Origin),
        };
        let state = match row.status.trim() {
            "active" => AppState::Active,
            "deactivated" => AppState::Deactivated { since: now, cause: StopCause::Owner },
            _ => return Err(LegacyRefused::Status),
        };
        let created_at = moment(&row.created_at, catalog).filter(|created_at| *created_at <= now);
        let created_at = created_at.ok_or(LegacyRefused::CreatedAt)?;
        let (public_key, usage) = (public_key(&row.public_key)?, usage(row)?);
        let data_centre = data_centre.code.clone();
        Ok(Self { owner, id, name, data_centre, origin, state, created_at, public_key, usage })
    }

    /// The app as its account gets it: of the legacy edition, or a trial where it comes from the audio/video side.
    #[must_use]
    pub fn app(&self, account: AccountId) -> App {
        let profile =
            Profile { name: self.name.clone(), app_type: String::new(), introduction: String::new() };
        let plan = if self.origin == Origin::Rtc { Plan::Trial } else { Plan::Im };
        App {
            origin: self.origin,
            plan,
            state: self.state,
            ..App::new_trial(self.id, account, profile, self.data_centre.clone(), self.created_at)
        }
    }
}

fn moment(text: &str, catalog: &Catalog) -> Option<Timestamp> {
    let text = text.trim();
    let midnight = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0);
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok().or_else(midnight)?;
    Some(catalog.calendar().moment(local))
}

fn usage(row: &LegacyRow) -> Result<Vec<(Measure, u32)>, LegacyRefused> {
    let columns =
        [(Measure::DailyActiveUsers, &row.daily_active_users), (Measure::PeakGroups, &row.peak_groups)];
    let entered = columns.into_iter().filter(|(_, text)| !text.trim().is_empty());
    entered
        .map(|(measure, text)| {
            let value = text.trim().parse().map_err(|_| LegacyRefused::Count(measure))?;
            Ok((measure, value))
        })
        .collect()
}

/// What every P-256 public key begins with in DER: the algorithm, the curve, and that an uncompressed point follows.
const P256: [u8; 27] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
];
/// How long such a key is in DER.
const P256_LENGTH: usize = P256.len() + 64;

fn public_key(text: &str) -> Result<Option<String>, LegacyRefused> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let body = text.strip_prefix("-----BEGIN PUBLIC KEY-----");
    let body = body.and_then(|body| body.strip_suffix("-----END PUBLIC KEY-----"));
    let body: String = body.ok_or(LegacyRefused::PublicKey)?.split_whitespace().collect();
    let der = BASE64_STANDARD.decode(body).map_err(|_| LegacyRefused::PublicKey)?;
    let is_key = der.len() == P256_LENGTH && der.starts_with(&P256);
    if is_key { Ok(Some(text.to_owned())) } else { Err(LegacyRefused::PublicKey) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalog;

    /// Made by `openssl ecparam -name prime256v1 -genkey -noout | openssl ec -pubout`.
    const KEY: &str = "-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAED5eOW6/cYFRHUwDxenPWeKJjc57t
kZyQ43fBAp5Tggy12GVe/pgI/gaPfpckr7Y8QDvti9X1+4rnVAnJecp67w==
-----END PUBLIC KEY-----";

    fn catalog() -> Catalog {
        Catalog::parse("mainland", catalog::embedded("mainland").unwrap()).unwrap()
    }

    fn row() -> LegacyRow {
        LegacyRow {
            sdk_app_id: "1400000777".to_owned(),
            owner: "Old@Example.com".to_owned(),
            name: "旧应用".to_owned(),
            status: "active".to_owned(),
            created_at: "2018-03-01 09:30:00".to_owned(),
            data_centre: "cn".to_owned(),
            public_key: KEY.to_owned(),
            daily_active_users: "1200".to_owned(),
            ..LegacyRow::default()
        }
    }

    fn read(change: impl FnOnce(&mut LegacyRow)) -> Result<LegacyApp, LegacyRefused> {
        let mut row = row();
        change(&mut row);
        LegacyApp::read(&row, &catalog(), Timestamp::from_unix(1_790_000_000))
    }

    #[test]
    fn c3_an_imported_app_keeps_number_state_key_and_the_day_it_was_created() {
        let legacy = read(|_| {}).unwrap();
        let app = legacy.app(AccountId(uuid::Uuid::nil()));
        assert_eq!((app.id.number(), app.plan, app.origin), (1_400_000_777, Plan::Im, Origin::Imported));
        assert_eq!(app.created_at, catalog().calendar().moment("2018-03-01T09:30:00".parse().unwrap()));
        assert_eq!(legacy.public_key.as_deref(), Some(KEY));
        assert_eq!(legacy.usage, [(Measure::DailyActiveUsers, 1_200)]);
        assert_eq!(legacy.owner.as_str(), "old@example.com");
    }

    #[test]
    fn l2_an_app_of_the_audio_video_side_is_a_trial() {
        let legacy = read(|row| row.origin = "rtc".to_owned()).unwrap();
        let app = legacy.app(AccountId(uuid::Uuid::nil()));
        assert_eq!((app.plan, app.origin), (Plan::Trial, Origin::Rtc));
    }

    #[test]
    fn c3_each_column_has_its_own_refusal() {
        let text = |text: &str| text.to_owned();
        assert_eq!(read(|row| row.sdk_app_id = text("140000000")), Err(LegacyRefused::Number));
        assert_eq!(read(|row| row.owner = text("nobody")), Err(LegacyRefused::Owner));
        assert_eq!(read(|row| row.name = text("a b")), Err(LegacyRefused::Name(NameRefused::Character(' '))));
        assert_eq!(read(|row| row.status = text("released")), Err(LegacyRefused::Status));
        assert_eq!(read(|row| row.created_at = text("2099-01-01")), Err(LegacyRefused::CreatedAt));
        assert_eq!(read(|row| row.created_at = text("yesterday")), Err(LegacyRefused::CreatedAt));
        assert_eq!(read(|row| row.data_centre = text("mars")), Err(LegacyRefused::DataCentre));
        assert_eq!(read(|row| row.origin = text("created")), Err(LegacyRefused::Origin));
        assert_eq!(
            read(|row| row.public_key = KEY.replace("PUBLIC", "PRIVATE")),
            Err(LegacyRefused::PublicKey)
        );
        assert_eq!(read(|row| row.public_key = KEY.replacen("MFk", "MFo", 1)), Err(LegacyRefused::PublicKey));
        assert_eq!(read(|row| row.peak_groups = text("-1")), Err(LegacyRefused::Count(Measure::PeakGroups)));
    }
}
