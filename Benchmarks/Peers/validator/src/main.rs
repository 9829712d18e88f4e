//! Plays a child of `peers`: validator FILE.
//!
//! FILE has a message on each line, in UTF-8. Says `ready OCTETS`, the octets of the messages that are
//! valid UTF-8; then for each number of passes on standard input the nanoseconds of processor time they
//! took.

use std::io::{BufRead, Write};

#[repr(C)]
struct Time {
    seconds: i64,
    nanoseconds: i64,
}

extern "C" {
    fn clock_gettime(clock: i32, time: *mut Time) -> i32;
}

/// Linux's CLOCK_THREAD_CPUTIME_ID.
const THREAD_CLOCK: i32 = 3;

fn thread_time() -> i64 {
    let mut time = Time { seconds: 0, nanoseconds: 0 };
    unsafe { clock_gettime(THREAD_CLOCK, &mut time) };
    time.seconds * 1_000_000_000 + time.nanoseconds
}

/// Validates each message; `black_box` hides from the compiler that passes repeat each other.
fn one_pass(messages: &[&[u8]]) -> usize {
    std::hint::black_box(messages)
        .iter()
        .map(|message| simdutf8::basic::from_utf8(message).map_or(0, str::len))
        .sum()
}

fn main() {
    let path = std::env::args().nth(1).expect("usage: validator FILE");
    let text = std::fs::read(path).expect("the file of messages");
    let mut messages: Vec<&[u8]> = text.split(|octet| *octet == b'\n').collect();
    messages.pop();
    println!("ready {}", one_pass(&messages));
    for line in std::io::stdin().lock().lines() {
        let passes: usize = line.unwrap().trim().parse().expect("a number of passes");
        let start = thread_time();
        for _ in 0..passes {
            std::hint::black_box(one_pass(&messages));
        }
        println!("{}", thread_time() - start);
        std::io::stdout().flush().unwrap();
    }
}
