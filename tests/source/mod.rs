//! Rust source as a stream of words and signs, without comments, texts and test code, and the paths that it names.
//! Only as much of the language as the rules of `layers.rs` need; knows no rule itself.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails so")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A file of `src`.
pub(crate) struct Source {
    /// The path below `src`, with `/` between.
    pub(crate) path: String,
    pub(crate) text: String,
    /// The code that is not for tests.
    pub(crate) tokens: Vec<Token>,
    /// The modules that are declared for tests alone.
    test_modules: Vec<String>,
}

/// A word, or one sign; `::` is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// A path that is named somewhere: its full segments, from `crate` or the name of another crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) segments: Vec<String>,
    pub(crate) line: usize,
}

/// All of `src` but the files that are modules for tests.
pub(crate) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    let all: Vec<Source> = paths
        .iter()
        .map(|path| {
            let below: Vec<_> = path.strip_prefix(&root).unwrap().iter().map(|part| part.to_str().unwrap()).collect();
            Source::new(&below.join("/"), &std::fs::read_to_string(path).unwrap())
        })
        .collect();
    let for_tests: Vec<Vec<String>> = all
        .iter()
        .flat_map(|source| source.test_modules.iter().map(|name| [source.module(), vec![name.clone()]].concat()))
        .collect();
    all.into_iter().filter(|source| !for_tests.iter().any(|module| source.module().starts_with(module))).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let (tokens, test_modules) = without_tests(&tokens(&blanked(text)));
        Self { path: path.into(), text: text.into(), tokens, test_modules }
    }

    /// The path of its module from the root of the crate.
    pub(crate) fn module(&self) -> Vec<String> {
        let mut parts: Vec<String> = self.path.trim_end_matches(".rs").split('/').map(Into::into).collect();
        if matches!(parts.last().unwrap().as_str(), "mod" | "lib" | "main") {
            parts.pop();
        }
        parts
    }

    /// The folder of `src` that it lies in; none for the root of the crate.
    pub(crate) fn layer(&self) -> Option<String> {
        self.module().into_iter().next()
    }

    /// Every path of two or more segments that the code names, in `use` or in place.
    pub(crate) fn paths(&self) -> Vec<Named> {
        let mut named = Vec::new();
        let mut aliases = HashMap::new();
        let mut places = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let is = |at: usize, text: &str| self.tokens.get(at).is_some_and(|token| token.text == text);
            if is(at, "use") && !is(at + 1, "<") {
                let start = at + 1 + usize::from(is(at + 1, "::"));
                at = self.tree(start, &[], &mut named, &mut aliases);
            } else if is_word(&self.tokens[at].text) && is(at + 1, "::") && !goes_on(&self.tokens, at) {
                let line = self.tokens[at].line;
                let mut segments = vec![self.tokens[at].text.clone()];
                while is(at + 1, "::") && self.tokens.get(at + 2).is_some_and(|token| is_word(&token.text)) {
                    at += 2;
                    segments.push(self.tokens[at].text.clone());
                }
                places.push(Named { segments, line });
                at += 1;
            } else {
                at += 1;
            }
        }
        for place in places {
            let first = aliases.get(&place.segments[0]).cloned();
            let segments = match first {
                Some(full) => [full, place.segments[1..].to_vec()].concat(),
                None => place.segments,
            };
            named.push(Named { segments, ..place });
        }
        for path in &mut named {
            path.segments = self.resolved(&path.segments);
        }
        named
    }

    /// Reads a tree of `use` from `at`; gives where it ends.
    fn tree(
        &self,
        mut at: usize,
        prefix: &[String],
        named: &mut Vec<Named>,
        aliases: &mut HashMap<String, Vec<String>>,
    ) -> usize {
        let text = |at: usize| self.tokens.get(at).map_or("", |token| token.text.as_str());
        let mut segments = prefix.to_vec();
        loop {
            match text(at) {
                "{" => {
                    at += 1;
                    while !matches!(text(at), "}" | "") {
                        at = self.tree(at, &segments, named, aliases);
                        at += usize::from(text(at) == ",");
                    }
                    return at + 1;
                }
                "::" => {
                    at += 1;
                    continue;
                }
                "self" if !segments.is_empty() => at += 1,
                word if is_word(word) || word == "*" => {
                    segments.push(word.into());
                    at += 1;
                }
                _ => return at + 1,
            }
            if !matches!(text(at), "::" | "{") {
                break;
            }
        }
        let line = self.tokens[at - 1].line;
        let mut alias = segments.last().cloned().unwrap_or_default();
        if text(at) == "as" {
            alias = text(at + 1).into();
            at += 2;
        }
        aliases.insert(alias, segments.clone());
        named.push(Named { segments, line });
        at
    }

    /// The path from the root of its crate, where it is of this one.
    fn resolved(&self, segments: &[String]) -> Vec<String> {
        let up = segments.iter().take_while(|segment| *segment == "super").count();
        let own = segments[0] == "self";
        if up == 0 && !own {
            return segments.to_vec();
        }
        let module = self.module();
        let kept = module.len().saturating_sub(up);
        let rest = &segments[up + usize::from(own)..];
        [vec!["crate".to_owned()], module[..kept].to_vec(), rest.to_vec()].concat()
    }
}

pub(crate) fn is_word(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// Whether the word at `at` goes on a path; after a `::` that begins one it does not.
fn goes_on(tokens: &[Token], at: usize) -> bool {
    at > 1 && tokens[at - 1].text == "::" && (is_word(&tokens[at - 2].text) || tokens[at - 2].text == ">")
}

/// The text with comments, texts and letters blanked; line ends stay.
pub(crate) fn blanked(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut in_word = false;
    while at < letters.len() {
        let rest = &letters[at..];
        let length = skipped(rest, in_word);
        if length == 0 {
            in_word = rest[0].is_alphanumeric() || rest[0] == '_';
            out.push(rest[0]);
            at += 1;
        } else {
            in_word = false;
            out.extend(rest[..length].iter().map(|letter| if *letter == '\n' { '\n' } else { ' ' }));
            at += length;
        }
    }
    out
}

/// How many letters at the start are a comment, a text or a letter in quotes; 0 where they are code.
fn skipped(rest: &[char], in_word: bool) -> usize {
    let begins = |text: &str| text.chars().enumerate().all(|(at, letter)| rest.get(at) == Some(&letter));
    if begins("//") {
        return rest.iter().position(|letter| *letter == '\n').unwrap_or(rest.len());
    }
    if begins("/*") {
        return comment(rest);
    }
    let prefix = rest.iter().take_while(|letter| matches!(letter, 'b' | 'c' | 'r')).count();
    if prefix <= 2 && !(in_word && prefix > 0) {
        let raw = rest[..prefix].contains(&'r');
        let fences = rest[prefix..].iter().take_while(|letter| raw && **letter == '#').count();
        if rest.get(prefix + fences) == Some(&'"') {
            return prefix + fences + 1 + quoted(&rest[prefix + fences + 1..], raw.then_some(fences));
        }
    }
    match rest {
        ['\'', '\\', _, rest @ ..] => {
            3 + rest.iter().position(|letter| *letter == '\'').map_or(rest.len(), |at| at + 1)
        }
        ['\'', _, '\'', ..] => 3,
        _ => 0,
    }
}

/// The length of a comment in blocks, which may hold others.
fn comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at + 1 < rest.len() {
        match rest[at..=at + 1] {
            ['/', '*'] => (depth, at) = (depth + 1, at + 2),
            ['*', '/'] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// The length of a text after its opening quote, the closing one included.
fn quoted(rest: &[char], fences: Option<usize>) -> usize {
    let mut at = 0;
    while at < rest.len() {
        match (rest[at], fences) {
            ('\\', None) => at += 2,
            ('"', None) => return at + 1,
            ('"', Some(count)) if rest[at + 1..].iter().take_while(|letter| **letter == '#').count() >= count => {
                return at + 1 + count;
            }
            _ => at += 1,
        }
    }
    rest.len()
}

/// Words and signs of blanked text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = match first {
                letter if letter.is_alphanumeric() || letter == '_' => {
                    rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(rest.len())
                }
                ':' if rest.starts_with("::") => 2,
                sign => sign.len_utf8(),
            };
            tokens.push(Token { text: rest[..length].into(), line: number + 1 });
            rest = rest[length..].trim_start();
        }
    }
    tokens
}

/// The tokens without the items under `#[cfg(test)]`, and the names of the modules among these that are files.
fn without_tests(tokens: &[Token]) -> (Vec<Token>, Vec<String>) {
    const TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut modules = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let begins = tokens.len() - at >= TEST.len() && (0..TEST.len()).all(|n| tokens[at + n].text == TEST[n]);
        if !begins {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        at += TEST.len();
        while tokens[at].text == "#" {
            at = closed(tokens, at + 1);
        }
        let start = at;
        at = item(tokens, at);
        if let [.., word, name, end] = &tokens[start..at]
            && (word.text.as_str(), end.text.as_str()) == ("mod", ";")
        {
            modules.push(name.text.clone());
        }
    }
    (kept, modules)
}

/// Where the item that begins at `at` ends.
fn item(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            ";" => return at + 1,
            "{" => return closed(tokens, at),
            "(" | "[" => at = closed(tokens, at),
            _ => at += 1,
        }
    }
    at
}

/// Where the bracket that opens at `at` is closed.
fn closed(tokens: &[Token], mut at: usize) -> usize {
    let mut depth = 0;
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at
}
