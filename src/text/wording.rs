//! The program's own words in both languages, one table.

use super::Lang;

/// Declares the words of the program: a name, the English and the Japanese wording.
macro_rules! words {
    ($($name:ident: $en:literal, $ja:literal;)*) => {
        /// One word or sentence of the program; `{}` marks where a value goes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // the wording beside each name says what it is
        pub enum Word { $($name,)* }

        impl Word {
            /// Every word, for tests over the table.
            pub const ALL: &[Word] = &[$(Word::$name,)*];

            /// The wording in a language.
            pub fn in_lang(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Word::$name, Lang::En) => $en, (Word::$name, Lang::Ja) => $ja,)* }
            }
        }
    };
}

words! {
    // Panes and columns.
    Detail: "Detail", "詳細";
    Search: "Search", "検索";
    Help: "Help", "ヘルプ";
    Tours: "Guided tours", "ガイドツアー";
    Stops: "{} stops", "{}場面";
    Problems: "Problems in the data", "データの問題";
    // Lanes.
    NoValue: "none", "なし";
    ByCount: "most first", "件数順";
    ByName: "by name", "名前順";
    ByFirst: "earliest first", "早い順";
    // The search line and what it says.
    OfTotal: "{} of {}", "{} / {} 件";
    Searching: "searching", "検索中";
    Loading: "loading", "読み込み中";
    LoadingMany: "loading, {} read", "読み込み中、{} 件";
    Placeholder: "words, country:JP, 2005..2015, …", "語、country:JP、2005..2015、…";
    TakeSuggestion: "Tab: take it", "Tab: 置き換え";
    DidYouMean: "did you mean {}?", "もしかして{}";
    WithoutFillers: "without {}", "{}を除いて検索";
    WithoutEndings: "any ending: {}", "語尾を問わない: {}";
    Quoted: "“{}”", "「{}」";
    // Lists.
    NoEvents: "No event matches.", "一致する出来事はありません。";
    NoData: "There are no events in this data.", "このデータに出来事はありません。";
    Without: "without {}: {}", "{} を外すと {} 件";
    NothingChosen: "No event is selected.", "出来事が選ばれていません。";
    Today: "today {}", "今日 {}";
    More: "{} more", "他{}";
    Filter: "filter", "絞り込み";
    TooSmall: "too small", "狭すぎます";
    FaultyData: "errors in the data: {} (W shows them)", "データの誤り: {} 件（W で表示）";
    NoProblems: "The data has no problems.", "データに問題はありません。";
    // Numbers.
    AllHits: "all", "全体";
    NoValues: "None of the hits has a value of the field: {}.", "項目「{}」の値を持つ出来事はありません。";
    MostFrequent: "the {} most frequent of {}", "{} 件（全 {} 件のうち多いもの）";
    ByFactor: "closest first", "近い順";
    DecadeOf: "{}s", "{}年代";
    // Together.
    WithChosen: "with {}: {}", "{}と共に: {} 件";
    ChooseOne: "choose one", "ひとつを選ぶ";
    BothHits: "both", "共に";
    OfHits: "of", "全体";
    AgainstChance: "× chance", "偶然の×倍";
    NobodyElse: "Nothing appears with {} here.", "ここで{}と共に現れるものはありません。";
    FactorRule: "× tells how much more often than by chance, drawn towards 1 where there are few", "×は偶然に比べた頻度。数が少ないものは1に近づけてある";
    // The comparison.
    EverythingElse: "everything else", "その他すべて";
    FirstSide: "Which one first?", "一つ目は？";
    SecondSide: "{} against which one?", "{}と比べるのは？";
    SideCount: "{} events", "{} 件";
    SideCounts: "{} events, {} on this side alone", "{} 件、うちこちらだけ {} 件";
    OnlyOn: "only {}", "{}だけ";
    OnBoth: "both", "両方";
    FirstOfThemes: "First year of each theme", "分野ごとの最初の年";
    WhoWasFirst: "first", "先行";
    FirstBy: "{} by {} years", "{}が{}年先";
    FirstByOne: "{} by 1 year", "{}が1年先";
    SameYear: "same year", "同じ年";
    // A query in words.
    TellOr: " or ", "・";
    TellNot: "not {}", "{}以外";
    TellText: "\"{}\"", "「{}」";
    TellTitle: "title with {}", "題名に{}";
    TellValues: "{} ({} values)", "{}（{}件の値）";
    TellBefore: "before {}", "{}より前";
    TellAfter: "after {}", "{}より後";
    TellOn: "within {}", "{}の中";
    TellWeight: "weight {}", "重み{}";
    // Help.
    QueryLanguage: "What can be asked", "検索の書き方";
    KeysEverywhere: "Keys everywhere", "どこでも使えるキー";
    KeysList: "In the list", "一覧";
    KeysLanes: "In the lanes", "帯";
    KeysFacet: "In a pane of values", "絞り込みの枠";
    KeysPeriod: "In the sentences of a period", "要約の文";
    KeysStrip: "In the strip of years", "年の帯";
    KeysMatrix: "In the matrix", "集計表";
    KeysTogether: "Among those together", "つながり";
    KeysCompare: "In a comparison", "比較の画面";
    KeysSides: "Where sides are chosen", "比較するものを選ぶ画面";
    KeysDetail: "In the detail", "詳細";
    KeysLine: "In the search line", "検索行";
    KeysFilter: "While looking for a value", "値を探している間";
    KeysTour: "On a tour", "ツアーの途中";
    KeysPage: "On a page over the screen", "全文の画面";
    KeysChain: "In the chain of events", "経緯の図";
    KeysTours: "In the list of tours", "ツアーの一覧";
    KeysOverlay: "In a box such as this", "この小窓の中";
    // The detail.
    When: "when", "日付";
    Where: "where", "場所";
    Countries: "countries", "国・地域";
    Actors: "who", "関係者";
    Themes: "theme", "分野";
    Kind: "kind", "種別";
    Tags: "tags", "タグ";
    Sources: "Sources", "出典";
    OtherDates: "Dates and who gives them", "日付と出典";
    DateShown: "shown here", "ここで示す日付";
    OtherWording: "otherwise", "別の記述";
    Related: "Before and after", "前後の出来事";
    ListComma: ", ", "、";
    Milestone: "milestone", "画期";
    Important: "important", "重要";
    Marginal: "background", "背景";
    StillToCome: "Still to come", "これからの予定";
    PlannedAsOf: "Planned, as announced by {}", "予定（{}時点の発表）";
    UnconfirmedAsOf: "Announced by {}; no source tells the outcome", "{}時点で発表。結果は出典にない";
    SourcesDisagree: "Sources disagree on the date", "日付について出典が食い違う";
    Disagreements: "{} disputed", "食い違い {} 件";
    NoHit: "not among the hits", "検索結果の外";
    // The page of an event, an actor, a theme, ….
    Event: "Event", "出来事";
    Weight: "weight", "重み";
    Eras: "era", "時代";
    Id: "id", "ID";
    MilestoneMeaning: "milestone: no timeline could leave it out", "画期：どの年表にも欠かせない";
    ImportantMeaning: "important: clearly an event of the subject", "重要：この分野の出来事";
    MarginalMeaning: "background: at the edge of the subject", "背景：この分野の周辺";
    KnownToDay: "known to the day", "日まで判明";
    KnownToMonth: "known to the month", "月まで判明";
    KnownToSeason: "known to the season", "季節まで判明";
    KnownToYear: "known to the year", "年まで判明";
    KnownSpan: "from a beginning to an end", "期間";
    KnownRoughly: "known roughly", "おおよその年代";
    ActorsPart: "Who took part", "関係者";
    ThemesPart: "Themes", "分野";
    LinksBack: "Before", "これ以前";
    LinksForward: "After", "これ以後";
    Reading: "reading", "読み";
    AlsoNamed: "also", "別名";
    Posts: "Posts held", "就いた職";
    Holders: "Holders", "歴代の在任者";
    Relatives: "Related to", "関連する組織など";
    Companions: "Appears most with", "よく共に現れるもの";
    TimesTogether: "{}×", "{}回";
    Events: "Events ({})", "出来事（{}件）";
    CitedBy: "Events that cite it ({})", "これを出典とする出来事（{}件）";
    GroupOf: "theme of: {}", "分野群：{}";
    Author: "author", "著者";
    Publisher: "publisher", "発行者";
    Number: "number", "番号";
    Published: "published", "発行";
    Covers: "covers", "対象期間";
    NothingAfter: "Nothing after {} from this source", "この出典に{}より後のことはない";
    // What led to what.
    Chain: "What led to what", "経緯";
    NoChain: "No link to another event is known.", "ほかの出来事とのつながりは知られていません。";
    Folded: "… {} more", "… 他 {} 件";
    FoldedAtLeast: "… {} or more", "… 他 {} 件以上";
    SeeAbove: "see above", "上に既出";
    SeeBelow: "see below", "下に掲載";
    // A period in sentences.
    PeriodExtent: "{}: {} of the record's {} events.", "{}年：{}件（全{}件中）。";
    PeriodRate: " That is {} a year; the fullest year is {} with {}.", "年平均{}件、最も多いのは{}年の{}件。";
    PeriodKinds: "Most are of the kind {}.", "種別では{}が多い。";
    PeriodCountry: "The country most often involved is {}.", "最も多く関わる国・地域は{}。";
    PeriodCountries: "The countries most often involved are {}.", "多く関わる国・地域は{}。";
    PeriodOrganization: "The organization most often named is {}.", "最も多く現れる組織は{}。";
    PeriodOrganizations: "The organizations most often named are {}.", "多く現れる組織は{}。";
    PeriodTheme: "The leading theme is {}.", "主な分野は{}。";
    PeriodThemes: "The leading themes are {}.", "主な分野は{}。";
    PeriodStandsOut: " Against the whole record, {} stands out.", "全体に比べて目立つのは{}。";
    PeriodStandOut: " Against the whole record, {} stand out.", "全体に比べて目立つのは{}。";
    PeriodNewOne: "{} actor appears here for the first time: {}.", "ここで初めて現れる組織・人物は{}：{}。";
    PeriodNew: "{} actors appear here for the first time: {}.", "ここで初めて現れる組織・人物は{}：{}。";
    PeriodNewAmong: "{} actors appear here for the first time, among them {}.", "ここで初めて現れる組織・人物は{}あり、{}など。";
    PeriodSilence: "The longest silence lasts {}: from “{}” to “{}”.", "最も長い空白は{}。「{}」から「{}」まで。";
    PeriodStates: "Of these, {}.", "このうち、{}。";
    OneIsPlanned: "{} is planned and still to come", "予定が{}件";
    SomePlanned: "{} are planned and still to come", "予定が{}件";
    OneIsUnconfirmed: "{} was announced and no source tells the outcome", "発表後の結果が出典にないものが{}件";
    SomeUnconfirmed: "{} were announced and no source tells the outcome", "発表後の結果が出典にないものが{}件";
    OneIsDisputed: "{} has sources that disagree", "出典が食い違うものが{}件";
    SomeDisputed: "{} have sources that disagree", "出典が食い違うものが{}件";
    TurningPoints: "Turning points", "画期";
    Counted: " ({})", "（{}件）";
    Times: " (×{})", "（{}倍）";
    InBrackets: " ({})", "（{}）";
    Colon: ": ", "：";
    ListAnd: " and ", "、";
    SomeYears: "{} years", "{}年";
    SomeMonths: "{} months", "{}か月";
    // Links between events.
    PartOf: "part of", "全体";
    Next: "next", "次回";
    LedTo: "led to", "結果";
    SucceededBy: "then", "後継";
    Revises: "revises", "改訂元";
    SeeAlso: "see also", "参照";
    HasPart: "part", "部分";
    Previous: "before", "前回";
    FollowedFrom: "follows", "契機";
    CameAfter: "after", "前身";
    RevisedBy: "revised by", "改訂版";
    // Links between actors.
    Holds: "post", "職";
    HoldsActing: "acting", "代行";
    HeldBy: "held by", "在任";
    HeldActingBy: "acting", "代行";
}

impl Word {
    /// The wording with values put where the braces stand, in order.
    pub fn with(self, lang: Lang, values: &[&dyn std::fmt::Display]) -> String {
        let mut out = String::new();
        let mut values = values.iter();
        let mut rest = self.in_lang(lang);
        while let Some(at) = rest.find("{}") {
            out.push_str(&rest[..at]);
            if let Some(value) = values.next() {
                out.push_str(&value.to_string());
            }
            rest = &rest[at + 2..];
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_wordings_of_a_word_take_the_same_number_of_values() {
        for word in Word::ALL {
            let [en, ja] = [Lang::En, Lang::Ja].map(|lang| word.in_lang(lang).matches("{}").count());
            assert_eq!(en, ja, "{word:?}");
        }
    }
}
