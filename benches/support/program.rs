//! The shipped program as a process: started on a data folder, asked until it is ready, looked at from outside.

use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{Fault, http};

/// The binary.
pub(crate) const PATH: &str = env!("CARGO_BIN_EXE_im-console");
/// The database in a data folder.
pub(crate) const FILE: &str = "im-console.db";

/// How long a start may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// A running console; killed when it is dropped without being stopped.
pub(crate) struct Program {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Program {
    /// Starts it, and gives the time until it said that it is ready.
    pub(crate) async fn start(folder: &Path) -> Result<(Self, Duration), Fault> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let began = Instant::now();
        let child = Command::new(PATH)
            .env_clear()
            .args(["serve", "--listen", &address.to_string(), "--data"])
            .arg(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let program = Self { child, address };
        let request = http::page(address, "/readyz", "none=");
        while !is_ready(address, &request).await {
            if began.elapsed() > PATIENCE {
                return Err("the program does not become ready".into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let taken = began.elapsed();
        Ok((program, taken))
    }

    /// Bytes of memory, by the kernel's name for them in `/proc`.
    pub(crate) fn memory(&self, name: &str) -> Result<u64, Fault> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")).ok_or("no such figure")?;
        Ok(kibibytes.parse::<u64>()? * 1_024)
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) -> Result<(), Fault> {
        Command::new("kill").arg(self.child.id().to_string()).status()?;
        let ended = self.child.wait()?;
        if ended.success() { Ok(()) } else { Err(format!("the program ended with {ended}").into()) }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _it_ended_by_itself = self.child.kill();
            let _nothing_to_say = self.child.wait();
        }
    }
}

async fn is_ready(address: SocketAddr, request: &[u8]) -> bool {
    match http::Client::connect(address).await {
        Ok(mut client) => client.get(request).await.is_ok(),
        Err(_) => false,
    }
}
