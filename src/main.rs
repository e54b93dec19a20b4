//! The `scidip` program: arguments in, exit code out.

fn main() -> std::process::ExitCode {
    scidip::run(std::env::args_os())
}
