//! Datasets of any size, the same ones in every run.

use scidip::data::{Actor, ActorKind, Country, Dataset, Date, Event, EventKind, Group, Source, SourceRef, Text, Theme};

/// A small generator of numbers (splitmix64), so that no run differs from another.
pub(crate) struct Numbers(u64);

impl Numbers {
    /// One that begins with a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        // Squared, so that the first are met often and the last rarely, as words are.
        let many = of.len() * of.len();
        let root = (self.below(many) as f64).sqrt() as usize;
        of[of.len() - 1 - root.min(of.len() - 1)]
    }
}

const WORDS: &[&str] = &[
    "science",
    "international",
    "agreement",
    "cooperation",
    "technology",
    "the",
    "of",
    "on",
    "and",
    "forum",
    "meeting",
    "council",
    "ministers",
    "research",
    "joint",
    "committee",
    "diplomacy",
    "world",
    "advice",
    "foreign",
    "space",
    "nuclear",
    "energy",
    "climate",
    "health",
    "fusion",
    "programme",
    "declaration",
    "report",
    "strategy",
    "network",
    "ocean",
    "polar",
    "conference",
    "academy",
    "university",
    "partnership",
    "summit",
    "statement",
    "convention",
    "innovation",
    "semiconductor",
    "quantum",
    "satellite",
    "observatory",
    "synchrotron",
    "vaccine",
    "biodiversity",
    "earthquake",
    "tsunami",
    "neutrino",
    "cyclotron",
    "antarctic",
    "arctic",
    "treaty",
    "protocol",
    "roadmap",
    "workshop",
    "fellowship",
    "laboratory",
    "memorandum",
    "understanding",
    "adviser",
    "sustainable",
    "development",
    "resilience",
];

const JAPANESE: &[(&str, &str)] = &[
    ("科学", "かがく"),
    ("技術", "ぎじゅつ"),
    ("外交", "がいこう"),
    ("会議", "かいぎ"),
    ("国際", "こくさい"),
    ("協定", "きょうてい"),
    ("協力", "きょうりょく"),
    ("研究", "けんきゅう"),
    ("世界", "せかい"),
    ("日本", "にほん"),
    ("フォーラム", "ふぉーらむ"),
    ("宇宙", "うちゅう"),
    ("原子力", "げんしりょく"),
    ("気候", "きこう"),
    ("環境", "かんきょう"),
    ("大臣", "だいじん"),
    ("顧問", "こもん"),
    ("報告", "ほうこく"),
    ("戦略", "せんりゃく"),
    ("海洋", "かいよう"),
    ("南極", "なんきょく"),
    ("量子", "りょうし"),
    ("半導体", "はんどうたい"),
    ("東京", "とうきょう"),
];

const COUNTRIES: &[(&str, &str, &str)] = &[
    ("JP", "Japan", "日本"),
    ("US", "United States", "アメリカ合衆国"),
    ("GB", "United Kingdom", "イギリス"),
    ("FR", "France", "フランス"),
    ("DE", "Germany", "ドイツ"),
    ("CN", "China", "中国"),
    ("IN", "India", "インド"),
    ("CH", "Switzerland", "スイス"),
    ("BR", "Brazil", "ブラジル"),
    ("ZA", "South Africa", "南アフリカ"),
    ("KR", "Republic of Korea", "韓国"),
    ("ID", "Indonesia", "インドネシア"),
    ("TH", "Thailand", "タイ"),
    ("AU", "Australia", "オーストラリア"),
    ("CA", "Canada", "カナダ"),
    ("IT", "Italy", "イタリア"),
];

const PLACES: &[&str] = &[
    "Geneva",
    "Tokyo",
    "Washington, DC",
    "London",
    "Paris",
    "Berlin",
    "Beijing",
    "New Delhi",
    "Jakarta",
    "Kyoto",
    "Vienna",
    "Brussels",
    "Cape Town",
    "Budapest",
    "Trieste",
    "Oslo",
];

fn english(numbers: &mut Numbers, words: usize) -> String {
    let mut text = String::new();
    for at in 0..words {
        let word = numbers.one(WORDS);
        if at == 0 {
            text.push_str(&word[..1].to_uppercase());
            text.push_str(&word[1..]);
        } else {
            text.push(' ');
            text.push_str(word);
        }
    }
    text
}

fn japanese(numbers: &mut Numbers, words: usize) -> (String, String) {
    (0..words).map(|_| JAPANESE[numbers.below(JAPANESE.len())]).unzip()
}

fn date(numbers: &mut Numbers) -> Date {
    let year = 1954 + numbers.below(74);
    let (month, day) = (1 + numbers.below(12), 1 + numbers.below(28));
    let text = match numbers.below(20) {
        0 => format!("{year}"),
        1 => format!("{}X", year / 10),
        2 => format!("{year}~"),
        3 => format!("{year}/{}", year + 1 + numbers.below(9)),
        4 => format!("{year}/.."),
        5..=8 => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    };
    Date::parse(&text).unwrap_or_else(|_| Date::parse("1954").expect("a year is a date"))
}

/// A dataset of so many events: about 130 bytes of text each, or 315 with summaries.
pub(crate) fn dataset(count: usize, summaries: bool) -> Dataset {
    let (mut set, events) = parts(count, summaries);
    set.events = events.collect();
    set
}

/// The same without its events, and the events one by one.
pub(crate) fn parts(count: usize, summaries: bool) -> (Dataset, impl Iterator<Item = Event>) {
    let mut numbers = Numbers::new(1954);
    let mut set = Dataset::default();
    for (id, en, ja) in COUNTRIES {
        let name = Text { en: (*en).into(), ja: (*ja).into(), yomi: String::new() };
        set.countries.push(Country { id: (*id).into(), name, ..Country::default() });
    }
    set.groups.push(Group { id: "all".into(), name: "All".into(), ..Group::default() });
    for at in 0..48 {
        let name = Text { en: english(&mut numbers, 2), ..Text::default() };
        set.themes.push(Theme { id: format!("theme-{at}"), group: "all".into(), name, ..Theme::default() });
    }
    for at in 0..600 {
        let (ja, yomi) = japanese(&mut numbers, 3);
        let name = Text { en: format!("{} {at}", english(&mut numbers, 4)), ja, yomi };
        let kind = ActorKind::ALL[numbers.below(ActorKind::ALL.len())];
        set.actors.push(Actor { id: format!("actor-{at}"), name, kind, ..Actor::default() });
    }
    for at in 0..20 {
        let title = Text { en: english(&mut numbers, 5), ..Text::default() };
        set.sources.push(Source { id: format!("source-{at}"), title, ..Source::default() });
    }
    (set, (0..count).map(move |at| event(&mut numbers, at, summaries)))
}

fn each_once(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut items: Vec<String> = items.collect();
    items.dedup();
    items
}

fn event(numbers: &mut Numbers, at: usize, summaries: bool) -> Event {
    let words = 4 + numbers.below(6);
    let (ja, yomi) = if numbers.below(10) < 4 { japanese(numbers, 5) } else { Default::default() };
    let en = english(numbers, words);
    // One event in some thousands has a word of its own.
    let en = if numbers.below(4000) == 0 { format!("{en} xylograph {at}") } else { en };
    let mut event =
        Event { id: format!("e{at}"), date: Some(date(numbers)), title: Text { en, ja, yomi }, ..Event::default() };
    event.kind = EventKind::ALL[numbers.below(EventKind::ALL.len())];
    event.weight = numbers.below(4) as u8;
    let countries = (0..numbers.below(3)).map(|_| COUNTRIES[numbers.below(COUNTRIES.len())].0.to_owned());
    event.countries = each_once(countries);
    event.actors = each_once((0..numbers.below(3)).map(|_| format!("actor-{}", numbers.below(600))));
    event.themes = each_once((0..=numbers.below(2)).map(|_| format!("theme-{}", numbers.below(48))));
    event.place = Text { en: PLACES[numbers.below(PLACES.len())].to_owned(), ..Text::default() };
    if summaries {
        event.summary.en = english(numbers, 22);
        let source = SourceRef { id: format!("source-{}", numbers.below(20)), ..SourceRef::default() };
        event.sources = if at.is_multiple_of(8) { vec![source] } else { Vec::new() };
    }
    event
}
