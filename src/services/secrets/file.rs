//! The key file: in the folder of the database, for its owner alone, one key a line, the newest first.

use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Write as _},
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::Path,
};

use super::{KeyId, KeyRing, SecretsRefused};
use crate::random::Randomness;

/// The mode of a file that only its owner can read and write.
const OWNER_ONLY: u32 = 0o600;
/// The bits of a mode that let others in.
const OTHERS: u32 = 0o077;

/// The keys of the file; none when there is no such file.
pub(super) fn read(file: &Path) -> Result<Option<KeyRing>, SecretsRefused> {
    let name = || file.display().to_string();
    let mode = match std::fs::metadata(file) {
        Ok(found) => found.permissions().mode(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(SecretsRefused::File { file: name(), error }),
    };
    if mode & OTHERS != 0 {
        return Err(SecretsRefused::Open(name()));
    }
    let text = std::fs::read_to_string(file);
    let text = text.map_err(|error| SecretsRefused::File { file: name(), error })?;
    let ring = KeyRing::parse(&text).map_err(|error| SecretsRefused::NotKeys { place: name(), error })?;
    Ok(Some(ring))
}

/// The keys of the file; a new file with a new key when nothing was ever sealed.
pub(super) fn read_or_make(
    file: &Path,
    sealed_with: Option<KeyId>,
    random: &dyn Randomness,
) -> Result<KeyRing, SecretsRefused> {
    if let Some(ring) = read(file)? {
        return Ok(ring);
    }
    if let Some(id) = sealed_with {
        return Err(SecretsRefused::Missing { id, file: file.display().to_string() });
    }
    let ring = KeyRing::fresh(random);
    write(file, &ring)?;
    Ok(ring)
}

/// Puts the keys into the file: written beside it and moved into place, so that it is never half a file.
pub(super) fn write(file: &Path, ring: &KeyRing) -> Result<(), SecretsRefused> {
    let beside = file.with_extension("new");
    let written = || {
        let mut options = OpenOptions::new();
        let mut out = options.write(true).create(true).truncate(true).mode(OWNER_ONLY).open(&beside)?;
        out.write_all(ring.written().as_bytes())?;
        out.sync_all()?;
        std::fs::rename(&beside, file)?;
        file.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
    };
    written().map_err(|error| SecretsRefused::File { file: file.display().to_string(), error })
}
