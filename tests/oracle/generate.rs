//! Small datasets with one of everything, and lines that ask for them: both made of the same words, so that they meet.

use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use scidip::data::{
    Actor, ActorKind, Country, Dataset, Date, Era, Event, EventKind, Group, Region, Source, SourceRef, Text, Theme,
    Versions,
};

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "World", "Science", "Forum", "Scientific", "Diplomacy", "Foreign", "Ministries", "Technology", "Advice",
    "ITER", "CERN", "Fusion", "Agreement", "x-ray", "Müller's", "Straße", "S20", "R6", "H99", "10:30", "of",
    "and", "May", "a", "&", "US", "usage", "Japan–EU", "5th", "$", "non-proliferation", "1999",
];

/// Japanese words with their readings.
const JAPANESE: &[(&str, &str)] = &[
    ("世界", "せかい"),
    ("科学", "かがく"),
    ("技術", "ぎじゅつ"),
    ("フォーラム", "ふぉーらむ"),
    ("外務省", "がいむしょう"),
    ("顧問", "こもん"),
    ("の", "の"),
    ("新聞", "しんぶん"),
    ("東京", "とうきょう"),
    ("大野", "おおの"),
    ("ＩＴＥＲ", "いーたー"),
    ("㍻", "へいせい"),
    ("第5回", "だいごかい"),
    ("ｼﾝﾎﾟ", "しんぽ"),
];

const COUNTRIES: &[(&str, &str, &str, &str, &[&str])] = &[
    ("JP", "Japan", "日本", "にほん", &["JPN", "Nippon"]),
    ("JM", "Jamaica", "ジャマイカ", "じゃまいか", &[]),
    ("US", "United States", "アメリカ合衆国", "あめりかがっしゅうこく", &["USA", "United States of America"]),
    ("GB", "United Kingdom", "イギリス", "いぎりす", &["UK"]),
    ("CI", "Côte d'Ivoire", "コートジボワール", "こーとじぼわーる", &["Ivory Coast"]),
    ("SUHH", "Soviet Union", "ソビエト連邦", "そびえとれんぽう", &["USSR"]),
    ("ID", "Indonesia", "インドネシア", "いんどねしあ", &[]),
];

/// Id, acronym, English and Japanese name, reading, aliases.
type ActorRow = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const ACTORS: &[ActorRow] = &[
    ("cern", "CERN", "European Organization for Nuclear Research", "欧州合同原子核研究機関", "おうしゅう", &["Conseil européen"]),
    ("wsf", "WSF", "World Science Forum", "世界科学フォーラム", "せかいかがくふぉーらむ", &[]),
    ("jst", "JST", "Japan Science and Technology Agency", "科学技術振興機構", "かがくぎじゅつしんこうきこう", &["R6"]),
    ("kishi", "", "KISHI Teruo", "岸輝雄", "きし てるお", &["Teruo Kishi"]),
    ("advisor", "", "Science Advisor", "科学技術顧問", "かがくぎじゅつこもん", &[]),
    ("s20", "S20", "Science 20", "", "", &[]),
    ("kishida", "", "", "岸田", "きしだ", &[]),
    ("royal-society", "RS", "Royal Society", "", "", &["The Royal Society"]),
];

/// Ids, groups and names of themes; then ids and names of groups.
const THEMES: &[(&str, &str, &str, &str, &str)] = &[
    ("concept", "field", "Concepts", "概念", "がいねん"),
    ("advice", "field", "Science advice", "科学的助言", "かがくてきじょげん"),
    ("security", "power", "Security", "安全保障", "あんぜんほしょう"),
    ("space", "power", "Outer space", "宇宙", "うちゅう"),
    ("health", "nowhere", "Health", "保健", "ほけん"),
];
const GROUPS: &[(&str, &str)] = &[("field", "The field itself"), ("power", "Power and security")];

const PLACES: &[(&str, &str, &str)] = &[
    ("Geneva", "", ""),
    ("Geneva", "ジュネーブ", "じゅねーぶ"),
    ("geneva", "ジュネーヴ", ""),
    ("", "東京", "とうきょう"),
    ("Tokyo", "東京", "とうきょう"),
    ("Washington, DC", "ワシントン", "わしんとん"),
];

const TAGS: &[&str] = &["mine", "To read", "重要"];

/// Dates of events; Y and Z stand for years, M for a month, D for a day.
#[rustfmt::skip]
const DATES: &[&str] = &[
    "Y-M-D", "Y-M-D", "Y-01-01", "Y-12-31", "Y-M-01", "Y-M", "Y-M", "Y", "Y~", "Y?", "T-M?", "199X", "20XX", "Y-21", "Y-M/Z-12", "Y/Z",
    "Y-M/..", "Y/..", "Y/", "../Y", "[Y,Z]", "2026-11-22", "2026-11-10/2026-11-22", "2026-11-22/..", "2026-11",
    "2026", "2026-12", "2025/2027", "2026-11-23", "2026-11-21",
];

/// Names of fields as typed.
#[rustfmt::skip]
const NAMES_OF_FIELDS: &[&str] = &[
    "country", "c", "Region", "国", "地域", "org", "o", "組織", "theme", "t", "person", "p", "post", "actor", "a",
    "関係者", "kind", "種別", "source", "s", "place", "場所", "era", "時代", "tag", "タグ",
];

/// Dates as typed; Y and Z stand for years, D for a decade, M for a month, E for a year of an era.
#[rustfmt::skip]
const TYPED_DATES: &[&str] = &[
    "Y", "Y", "Ds", "D年代", "Y..Z", "Y..", "..Y", "Y-M", "Y-M-D", "Y/M", "Y–Z", "Y-Z", "Y/Z", "Y〜Z", "Y年",
    "Y年M月", "Y年M月D日", "令和6", "平成E年", "平成E年M月", "HE", "hE.M", "R6", "S20", "H99", "March Y", "11 May Y", "May Y",
    "Dec Y", "Y-M..Z", "Ds..Z-M", "１９９３", "Z..Y", "Y-13", "Y-02-30", "99 March Y", "2026-11-22", "before:Y",
    "199X", "20XX", "Y~", "Y?", "Y/..", "../Y", "Y-21", "Y-24", "Y-29", "Y-45", "Y.M", "Y.M.11", "Y~Z", "Y年〜", "〜Y年", "Y–", "Y年からZ年まで",
    "Y年から", "Y年以降", "Z年以前", "Y年まで", "Y年度", "平成E年度", "令和六年", "平成二十三年三月", "二〇一一年", "平成32年", "昭和70", "昭和六十五年",
    "Ｈ２３", "May 11, Y", "Sept. Y", "11th May Y", "May 3rd, Y", "May 40 Y", "十年", "Y.", "199x", "20Xx", "Y-M～Z", "after:Y年度",
    "after:Y-M", "on:Ds", "on:Y", "before:R6", "after:平成E", "on:Y..Z", "before:x", "1995s",
];

/// Terms of the other kinds, and what is hardly one.
#[rustfmt::skip]
const TYPED_OTHERS: &[&str] = &[
    "is:planned", "is:unconfirmed", "is:past", "is:ongoing", "is:span", "is:disputed", "!is:past", "IS:Past",
    "weight:3", "weight:2..", "weight:..1", "weight:1..2", "!weight:0", "is:past,span", "is:nothing",
    "weight:4", "weight:2..1", "id:e0", "id:e2,x", "id:xe", "id:e99", "!id:e", "title:science", "title:科学",
    "!title:forum", "title:\"a, b\"", "contry:JP", "http://x.y", "10:30", "country:", "|", "\"\"", "!", "'",
    "x:", "\u{200b}", "-", "-us", "- japan", "\"science\"forum", "c:\"JP\",US", "\\", "\"open to", "｜",
    "！fusion", "c：JP，US",
];

/// What hardly makes a side.
#[rustfmt::skip]
const SIDE_ENDS: &[&str] = &[
    "", " ", "vs:x", "vs:\"a b\"", "sort:date", "view:lanes", "|", "\\", "\"", "country:", "is:pl", "c:@", "\"open to",
];

/// Fields that panes edit.
#[rustfmt::skip]
const EDITED: &[&str] = &[
    "c:JP", "c:JP,us", "!c:JP", "country:j", "-c:US", "o:s,世", "t:@field", "t:concept t:@power", "!t:s,concept",
    "c:JP | org:s",
];

/// What may stand at the end of a line while it is being typed.
#[rustfmt::skip]
const TAILS: &[&str] = &[
    "", "", "", " ", " |", " c:", " is:pl", " \"science fo", " c:\"JP", " !", " foo\\", " '", " 11 March",
    " 2005-", " sort:", " vs:", " vs:\"c:JP fo", " vs:forum", " vs:c:",
];

/// Terms that are no mistake.
#[rustfmt::skip]
const GOOD: &[&str] = &[
    "forum", "'iter'", "^world", "forum$", "!meeting", "\"world science forum\"", "a | b", "科学", "かがく",
    "2005..2015", "..1970", "2015..", "1990s", "2024-03", "2024/3/21", "2005–2015", "2024-03-21..2024-06",
    "2011年3月11日", "令和6", "11 March 2011", "before:2000", "after:平成23年3月", "on:1990s", "on:2024-03-21",
    "before:H23", "is:planned", "!is:past", "weight:2..", "weight:1..2", "sort:-date", "country:@asia",
    "c:asia", "t:@power", "種別:会合", "kind:meeting,report", "era:early", "source:\"a report\"", "title:law",
    "id:e0", "vs:forum", "vs:country:@asia", "vs:\"iter c:asia\"", "vs:!2005..2015",
    "vs:\"\\\"world science forum\\\" | is:past\"",
];

/// Other words that stand in the data; readings in Latin letters; initials, beginnings and slips.
#[rustfmt::skip]
const MORE: &[&str] = &[
    "Unknown Lab", "無名研究所", "stray source", "report", "digest", "A report on fusion", "mine", "重要",
    "kagaku", "gijutsu", "kagakugizyutu", "tokyo", "toukyou", "tōkyō", "shimbun", "sinbun", "ohno", "foramu", "かがく",
    "wsf", "sf", "fma", "sciforum", "sci-for", "foradv", "scidip", "frum", "forgn", "sciense", "aei", "usag", "科術",
    "sciense", "forumm", "agreemnet", "fusoin", "cernn", "diplomcy", "ふぉらむ", "科技顧問", "外務相", "かg", "科学gy", "かがk",
    "wosc", "ous", "osp", "royso", "wsce", "sa", "pn", "wo", "ws", "sc", "きし", "し", "kis", "ki",
];

fn text(en: &str, ja: &str, yomi: &str) -> Text {
    Text { en: en.to_owned(), ja: ja.to_owned(), yomi: yomi.to_owned() }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn english() -> impl Strategy<Value = String> {
    (prop::collection::vec(select(ENGLISH), 1..5), select(&[" ", " ", " ", "-", ", "][..]))
        .prop_map(|(words, between)| words.join(between))
}

/// A Japanese text and its reading.
fn japanese() -> impl Strategy<Value = (String, String)> {
    (prop::collection::vec(select(JAPANESE), 1..4), select(&["", "", " "][..])).prop_map(|(words, between)| {
        let (text, reading): (Vec<&str>, Vec<&str>) = words.into_iter().unzip();
        (text.concat(), reading.join(between))
    })
}

/// A text in one language or both, its reading known or not.
fn bilingual() -> impl Strategy<Value = Text> {
    (english(), japanese(), 0..5_u8).prop_map(|(en, (ja, yomi), which)| match which {
        0 => text(&en, "", ""),
        1 => text("", &ja, &yomi),
        2 => text(&en, &ja, ""),
        _ => text(&en, &ja, &yomi),
    })
}

fn note() -> impl Strategy<Value = Text> {
    prop_oneof![5 => Just(Text::default()), 2 => bilingual()]
}

/// Dates of every precision, most of them in few years so that they meet; some at today, 2026-11-22.
fn date() -> impl Strategy<Value = Date> {
    let form = select(DATES);
    (form, 1954..=2030_i32, 1..=12, 1..=28, 0..=9_i32).prop_map(|(form, year, month, day, more)| {
        let year = if year % 2 == 0 { 1990 + year % 8 } else { year };
        let text = form.replace('Y', &year.to_string()).replace('Z', &(year + more).to_string());
        let text = text.replace('T', &year.to_string()).replace("-M", &format!("-{month:02}"));
        Date::parse(&text.replace("-D", &format!("-{day:02}"))).unwrap()
    })
}

fn event() -> impl Strategy<Value = Event> {
    let codes: Vec<&str> = COUNTRIES.iter().map(|row| row.0).chain(["XX", "jp"]).collect();
    let actors: Vec<&str> = ACTORS.iter().map(|row| row.0).chain(["Unknown Lab", "無名研究所"]).collect();
    let themes: Vec<&str> = THEMES.iter().map(|row| row.0).chain(["stray"]).collect();
    let who = (subsequence(codes, 0..4), subsequence(actors, 0..3), subsequence(themes, 0..4), subsequence(TAGS, 0..2));
    let place = prop_oneof![2 => Just(None), 1 => select(PLACES).prop_map(Some)];
    let source = (select(&["report", "digest", "stray source"][..]), note());
    let sources = prop::collection::vec(source, 0..2);
    let rest = (select(EventKind::ALL), 0..4_u8, prop::bool::weighted(0.2), prop::bool::weighted(0.1));
    (date(), bilingual(), note(), note(), who, place, sources, rest).prop_map(
        |(
            date,
            title,
            summary,
            note,
            (countries, actors, themes, tags),
            place,
            sources,
            (kind, weight, planned, disputed),
        )| {
            Event {
                date: Some(date),
                title,
                summary,
                note,
                kind,
                weight,
                countries: owned(&countries),
                actors: owned(&actors),
                themes: owned(&themes),
                tags: owned(&tags),
                place: place.map_or_else(Text::default, |(en, ja, yomi)| text(en, ja, yomi)),
                sources: sources
                    .into_iter()
                    .map(|(id, at)| SourceRef { id: id.to_owned(), at, url: String::new() })
                    .collect(),
                planned: planned.then(|| Date::parse("2025-02").unwrap()),
                disputed: if disputed { vec![Versions::default()] } else { Vec::new() },
                ..Event::default()
            }
        },
    )
}

fn groups() -> Vec<Group> {
    let group = |(id, name): &(&str, &str)| Group { id: (*id).into(), name: text(name, "", ""), ..Group::default() };
    GROUPS.iter().map(group).collect()
}

/// A dataset of some of the tables and up to as many events.
pub(crate) fn dataset(most: usize) -> impl Strategy<Value = Dataset> {
    let events = prop::collection::vec(event(), 1..=most);
    let kinds = prop::collection::vec((select(ActorKind::ALL), prop::option::of(date())), ACTORS.len());
    let tables = (subsequence(COUNTRIES, 2..=COUNTRIES.len()), subsequence(ACTORS, 2..=ACTORS.len()), kinds);
    (events, tables, subsequence(THEMES, 2..=THEMES.len())).prop_map(|(events, (countries, actors, kinds), themes)| {
        let span = |text: &str| Some(Date::parse(text).unwrap());
        Dataset {
            eras: vec![
                Era {
                    id: "early".into(),
                    date: span("1954/1992"),
                    name: text("Early years", "草創期", "そうそうき"),
                    ..Era::default()
                },
                Era {
                    id: "late".into(),
                    date: span("1992-06/2010"),
                    name: text("Late years", "", ""),
                    ..Era::default()
                },
            ],
            groups: groups(),
            themes: themes
                .into_iter()
                .map(|(id, group, en, ja, yomi)| Theme {
                    id: id.into(),
                    group: group.into(),
                    name: text(en, ja, yomi),
                    ..Theme::default()
                })
                .collect(),
            countries: countries
                .into_iter()
                .map(|(id, en, ja, yomi, also)| Country { id: id.into(), name: text(en, ja, yomi), also: owned(also) })
                .collect(),
            regions: vec![
                Region {
                    id: "asia".into(),
                    name: text("Asia", "アジア", ""),
                    also: owned(&["The East"]),
                    members: owned(&["JP", "ID", "ZZ"]),
                },
                Region {
                    id: "anglo".into(),
                    name: text("English speaking", "", ""),
                    also: Vec::new(),
                    members: owned(&["US", "gb"]),
                },
                Region { id: "nobody".into(), ..Region::default() },
            ],
            actors: actors
                .into_iter()
                .zip(kinds)
                .map(|((id, acronym, en, ja, yomi, also), (kind, date))| Actor {
                    id: id.into(),
                    acronym: acronym.into(),
                    name: text(en, ja, yomi),
                    also: owned(also),
                    kind,
                    date,
                    ..Actor::default()
                })
                .collect(),
            sources: vec![
                Source {
                    id: "report".into(),
                    title: text("A report on fusion", "科学の報告書", ""),
                    ..Source::default()
                },
                Source { id: "digest".into(), title: text("Digest", "", ""), ..Source::default() },
            ],
            events: events
                .into_iter()
                .enumerate()
                .map(|(at, event)| Event { id: format!("{}e{at}", ["", "x"][at % 2]), ..event })
                .collect(),
            ..Dataset::default()
        }
    })
}

/// Words that stand in the data: of titles, readings and names, and phrases of two.
fn known() -> impl Strategy<Value = String> {
    let mut words: Vec<&str> = ENGLISH.to_vec();
    words.extend(JAPANESE.iter().flat_map(|(text, reading)| [*text, *reading]));
    words
        .extend(COUNTRIES.iter().flat_map(|row| [row.0, row.1, row.2, row.3].into_iter().chain(row.4.iter().copied())));
    words.extend(
        ACTORS.iter().flat_map(|row| [row.0, row.1, row.2, row.3, row.4].into_iter().chain(row.5.iter().copied())),
    );
    words.extend(THEMES.iter().flat_map(|row| [row.0, row.2, row.3, row.4]));
    words.extend(PLACES.iter().flat_map(|row| [row.0, row.1, row.2]));
    words.extend(MORE);
    words.retain(|word| !word.is_empty());
    prop_oneof![6 => select(words).prop_map(str::to_owned), 1 => english()]
}

/// A known word as it is, cut at either end, in other letters, with two letters changed round or one left out.
pub(crate) fn word() -> impl Strategy<Value = String> {
    (known(), 0..9_u8, any::<Index>(), any::<Index>()).prop_map(|(word, slip, one, other)| {
        let mut letters: Vec<char> = word.chars().collect();
        let (one, other) = (one.index(letters.len()), other.index(letters.len()));
        match slip {
            0 => letters.truncate(one + 1),
            1 => drop(letters.drain(..one)),
            2 => letters = letters[one.min(other)..=one.max(other)].to_vec(),
            3 if letters.len() > 2 => drop(letters.remove(one)),
            4 if one > 0 => letters.swap(one - 1, one),
            5 => return word.to_uppercase(),
            _ => {}
        }
        letters.into_iter().collect()
    })
}

/// A word as a term: with signs, as a phrase, or with its blanks escaped.
pub(crate) fn text_term() -> impl Strategy<Value = String> {
    (word(), 0..12_u8).prop_map(|(word, how)| {
        let one = word.replace(' ', "\\ ");
        match how {
            0 => format!("'{one}"),
            1 => format!("'{one}'"),
            2 => format!("^{one}"),
            3 => format!("{one}$"),
            4 => format!("^{one}$"),
            5 => format!("\"{word}\""),
            6 => format!("!{one}"),
            7 => format!("!'{one}"),
            8 => format!("!\"{word}\""),
            9 => word,
            _ => one,
        }
    })
}

fn field_term() -> impl Strategy<Value = String> {
    let name = select(NAMES_OF_FIELDS);
    let value = prop_oneof![
        3 => word(),
        2 => select(&["JP", "us", "United", "j", "岸", "kishi", "s", "report", "Report", "会合", "条約", "early", "y", "mine", "to"][..])
            .prop_map(str::to_owned),
        1 => select(&["@asia", "@The East", "@a", "asia", "english", "@field", "@p", "power", "＠field", "@nobody", "@zz", "zzzz"][..])
            .prop_map(str::to_owned),
    ];
    let quoted = |value: String| {
        let plain = value.chars().all(|letter| letter.is_alphanumeric() || "@-".contains(letter));
        if plain { value } else { format!("\"{value}\"") }
    };
    (name, prop::collection::vec(value, 1..3), select(&["", "", "", "!", "-"][..])).prop_map(
        move |(name, values, sign)| {
            format!("{sign}{name}:{}", values.into_iter().map(quoted).collect::<Vec<_>>().join(","))
        },
    )
}

fn typed_date() -> impl Strategy<Value = String> {
    let form = select(TYPED_DATES);
    (form, 1988..2030_i32, 1..=12, 1..=30, 0..9_i32, prop::bool::weighted(0.1)).prop_map(
        |(form, year, month, day, more, not)| {
            let text = form.replace('Y', &year.to_string()).replace('Z', &(year + more).to_string());
            let text = text
                .replace("Ds", &format!("{}s", year / 10 * 10))
                .replace("D年代", &format!("{}年代", year / 10 * 10));
            let text = text.replace("-D", &format!("-{day:02}")).replace("M月D", &format!("{month}月{day}"));
            let text = text.replace("-M", &format!("-{month:02}")).replace("/M", &format!("/{month}"));
            let text = text.replace("M月", &format!("{month}月")).replace(".M", &format!(".{month}"));
            let text = text.replace('E', &(more + 1).to_string());
            if not && !text.contains(' ') { format!("!{text}") } else { text }
        },
    )
}

fn other_term() -> impl Strategy<Value = String> {
    prop_oneof![
        select(TYPED_OTHERS).prop_map(str::to_owned),
        word().prop_map(|word| format!("title:{}", word.replace(' ', "\\ "))),
    ]
}

fn term() -> impl Strategy<Value = String> {
    prop_oneof![6 => text_term(), 4 => field_term(), 3 => typed_date(), 2 => other_term(), 2 => side()]
}

/// A side of a comparison: a term or a few, in quotes or not, now and then with what may not stand there.
fn side() -> impl Strategy<Value = String> {
    let term = || {
        prop_oneof![
            6 => text_term(), 6 => field_term(), 3 => typed_date(), 2 => other_term(),
            1 => select(SIDE_ENDS).prop_map(str::to_owned),
        ]
    };
    let quoted = (prop::collection::vec(term(), 1..4), select(&[" ", " ", " | "][..]))
        .prop_map(|(terms, between)| format!("\"{}\"", terms.join(between).replace('\\', "\\\\").replace('"', "\\\"")));
    let name = select(&["vs:", "vs:", "vs:", "vs:", "vs:", "VS:", "vs：", "!vs:", "-vs:"][..]);
    (name, prop_oneof![2 => quoted, 2 => term()]).prop_map(|(name, side)| format!("{name}{side}"))
}

/// A line of a few terms, some joined by `|`, perhaps with an order, perhaps still being typed at its end.
pub(crate) fn line() -> impl Strategy<Value = String> {
    let between = select(&[" ", " ", " ", "  ", " | ", "\u{3000}"][..]);
    let order = select(
        &[
            "",
            "",
            "",
            "",
            "sort:date",
            "sort:-date",
            "sort:score",
            "sort:score",
            "sort:old",
            "vs:science vs:\"c:j 19..2010\"",
            "vs:country:JP,us",
            "view:lanes",
            "zoom:10y lanes:t",
        ][..],
    );
    let rest = prop::collection::vec((between, term()), 0..4);
    (term(), rest, order, prop::bool::weighted(0.1), any::<Index>()).prop_map(|(first, rest, order, cut, at)| {
        let mut line = first;
        line.extend(rest.into_iter().flat_map(|(between, term)| [between.to_owned(), term]));
        if !order.is_empty() {
            line = if line.len() % 2 == 0 { format!("{order} {line}") } else { format!("{line} {order}") };
        }
        let ends: Vec<usize> = line.char_indices().map(|(at, letter)| at + letter.len_utf8()).collect();
        if cut {
            line.truncate(ends[at.index(ends.len())]);
        }
        line
    })
}

/// A line that has no mistake in any dataset, for edits.
pub(crate) fn good_line() -> impl Strategy<Value = String> {
    let term = prop_oneof![4 => text_term(), 1 => select(&["2005..2015", "1999", "March 2011", "2015..", "is:past"][..]).prop_map(str::to_owned)];
    let fields = select(EDITED);
    let any = prop_oneof![2 => term, 3 => fields.prop_map(str::to_owned)];
    prop::collection::vec(any, 0..5).prop_map(|terms| terms.join(" "))
}

/// What may stand at the end of a line while it is being typed.
pub(crate) fn tail() -> impl Strategy<Value = &'static str> {
    select(TAILS)
}

/// A line of terms that mean something in every dataset, to be typed letter by letter.
pub(crate) fn typed_line() -> impl Strategy<Value = String> {
    let terms = select(GOOD);
    prop::collection::vec(terms, 1..4).prop_map(|terms| terms.join(" "))
}
