//! A list's window: which of many lines are on screen.

/// The first line on screen such that `line` is among `height` lines, moved as little as possible, with a few lines of
/// context where there is room.
pub fn keep_visible(top: usize, line: usize, height: usize, len: usize) -> usize {
    if height == 0 {
        return 0;
    }
    let context = (height / 6).min(3);
    let lowest = (line + context + 1).saturating_sub(height);
    let highest = line.saturating_sub(context);
    let top = top.clamp(lowest.min(highest), highest);
    top.min(len.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_moves_only_when_it_must() {
        assert_eq!(keep_visible(0, 3, 10, 100), 0);
        assert_eq!(keep_visible(0, 9, 10, 100), 1);
        assert_eq!(keep_visible(50, 55, 10, 100), 50);
        assert_eq!(keep_visible(50, 10, 10, 100), 9);
        assert_eq!(keep_visible(95, 99, 10, 100), 90);
        assert_eq!(keep_visible(5, 2, 10, 3), 0);
        assert_eq!(keep_visible(5, 2, 0, 3), 0);
    }

    proptest::proptest! {
        #[test]
        fn the_line_is_always_on_screen(top in 0_usize..200, len in 1_usize..200, height in 1_usize..50, at in 0_usize..200) {
            let line = at % len;
            let top = keep_visible(top, line, height, len);
            proptest::prop_assert!(top <= line && line < top + height);
            proptest::prop_assert!(top == 0 || top + height <= len);
        }
    }
}
