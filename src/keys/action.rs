//! Everything that a key can do, one row each: the keymap, the hints and the help are made from this table.

use serde::Deserialize;

use crate::text::Lang;

/// Declares the actions: the name in `keys.ron`, a hint and a sentence in each language.
macro_rules! actions {
    ($($name:ident: $hint_en:literal $hint_ja:literal, $help_en:literal $help_ja:literal;)*) => {
        /// What a key can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
        #[allow(missing_docs)] // the sentence beside each name is its documentation
        pub enum Action { $($name,)* }

        /// Every action, in the order in which help shows them.
        pub const ACTIONS: &[Action] = &[$(Action::$name,)*];

        impl Action {
            /// Two or three words for the line of hints.
            pub fn hint(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$name, Lang::En) => $hint_en, (Self::$name, Lang::Ja) => $hint_ja,)* }
            }

            /// One sentence for help.
            pub fn help(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$name, Lang::En) => $help_en, (Self::$name, Lang::Ja) => $help_ja,)* }
            }
        }
    };
}

actions! {
    Search: "search" "検索", "Type into the search line" "検索行に入力する";
    Up: "up" "上", "Move up" "上へ";
    Down: "next" "次へ", "Move down" "下へ";
    PageUp: "page up" "前頁", "Move up a page" "一画面上へ";
    PageDown: "page down" "次頁", "Move down a page" "一画面下へ";
    HalfUp: "half up" "半頁上", "Move up half a page" "半画面上へ";
    HalfDown: "half down" "半頁下", "Move down half a page" "半画面下へ";
    First: "first" "先頭", "Go to the first" "先頭へ";
    Last: "last" "末尾", "Go to the last" "末尾へ";
    NextMatch: "next best" "次の一致", "Go to the next best match of the words" "語に次によく一致する出来事へ";
    PreviousMatch: "better match" "前の一致", "Go back to a better match of the words" "よりよく一致する出来事へ戻る";
    GoToday: "today" "今日", "Go to today" "今日へ";
    NextYear: "next year" "次の年", "Go to the next year that has events" "出来事のある次の年へ";
    PreviousYear: "previous year" "前の年", "Go to the year before that has events" "出来事のある前の年へ";
    Earlier: "earlier" "前の期間", "Go back by as many years as are shown, or to a decade" "表示中と同じ長さだけ前の期間へ（なければ10年間）";
    Later: "later" "次の期間", "Go on by as many years as are shown, or to a decade" "表示中と同じ長さだけ次の期間へ（なければ10年間）";
    NextEra: "next era" "次の時代", "Go to the next era" "次の時代へ";
    PreviousEra: "previous era" "前の時代", "Go to the era before" "前の時代へ";
    Open: "read" "読む", "Read the event" "出来事を読む";
    ReadPage: "page" "全文", "Read everything known about the event" "出来事について分かるすべてを読む";
    ShowChain: "chain" "経緯", "Show what led to the event and what it led to" "出来事の契機と結果をたどる図を見る";
    Reroot: "from here" "ここを起点に", "Draw the chain from the event" "この出来事を起点に描き直す";
    NextReference: "next link" "次の参照", "Go to the next reference" "次の参照へ";
    PreviousReference: "link before" "前の参照", "Go to the reference before" "前の参照へ";
    StepBack: "step back" "前に戻る", "Go back to what was read before the last reference" "参照をたどる前のものに戻る";
    StepForward: "step on" "先へ進む", "Follow again the reference from which one has gone back" "戻る前に読んでいたものへ進む";
    Close: "close" "閉じる", "Close the page" "全文を閉じる";
    NextDisputed: "disputed" "食い違い", "Go to the next hit on whose date the sources disagree" "日付について出典が食い違う次の出来事へ";
    Back: "back" "戻る", "Go one step back; the query stays" "一つ戻る。検索条件は残る";
    NextPane: "next pane" "次の枠", "Go to the next pane" "次の枠へ";
    PreviousPane: "previous pane" "前の枠", "Go to the pane before" "前の枠へ";
    GoCountry: "countries" "国・地域", "Go to the countries" "国・地域の枠へ";
    GoOrganization: "organizations" "組織", "Go to the organizations" "組織の枠へ";
    GoTheme: "themes" "分野", "Go to the themes" "分野の枠へ";
    NextView: "next view" "次の画面", "Show the answer in the next view" "次の画面で見る";
    PreviousView: "view before" "前の画面", "Show the answer in the view before" "前の画面で見る";
    ShowTimeline: "timeline" "年表", "Show the hits as a list" "年表で見る";
    ShowLanes: "lanes" "帯", "Show a lane for each country, theme or other value" "国や分野ごとの帯で見る";
    ShowMatrix: "matrix" "集計表", "Count values by years or by other values" "値を年ごと、または別の値ごとに数える";
    ShowTogether: "together" "つながり", "Show who appears with the chosen actor" "選んだ関係者と共に現れるものを見る";
    ShowCompare: "compare" "比較", "Compare two sides" "二つを比べる";
    ShowPeriod: "period" "要約", "Tell the hits in sentences" "期間を文で要約する";
    GoStrip: "years" "年の帯", "Go to the strip of years" "年の帯へ";
    Include: "include" "選ぶ", "Choose the value, or take it out of the choice" "値を選ぶ、または外す";
    Exclude: "exclude" "除く", "Exclude the value, or stop excluding it" "値を除く、または除くのをやめる";
    Only: "only this" "これだけ", "Choose the value alone" "この値だけを選ぶ";
    ClearPane: "clear" "解除", "Take away what is chosen here" "ここでの選択を解除する";
    JoinAll: "any or all" "どれか・すべて", "Ask for all chosen values instead of any, or back" "選んだ値の「どれか」と「すべて」を切り替える";
    Reorder: "order" "並び順", "Order the values by count, by name or otherwise" "値を件数順・名前順などに並べ替える";
    PanLeft: "earlier" "前へ", "Show what is earlier" "前の期間を見る";
    PanRight: "later" "後へ", "Show what is later" "後の期間を見る";
    Pin: "pin" "固定", "Keep the lane on top, or let it go" "帯を上に固定する、または外す";
    FilterValues: "find value" "値を探す", "Type to find a value in the pane" "枠の中の値を入力して探す";
    Left: "left" "左", "Move left" "左へ";
    Right: "right" "右", "Move right" "右へ";
    SpanLeft: "from earlier" "前へ広げる", "Move the chosen end one year back" "選んだ期間の端を一年前へ";
    SpanRight: "to later" "後へ広げる", "Move the chosen end one year on" "選んだ期間の端を一年後へ";
    PickSide: "choose" "選ぶ", "Compare the value: first the one side, then the other" "比べる値を、一つ目、二つ目の順に選ぶ";
    SwapSides: "swap" "入れ替え", "Swap the two sides" "二つの側を入れ替える";
    WindowBack: "window back" "期間を前へ", "Move the chosen years back" "選んだ期間を前へずらす";
    WindowOn: "window on" "期間を後へ", "Move the chosen years on" "選んだ期間を後へずらす";
    Widen: "widen" "広げる", "Widen the chosen years on both sides" "選んだ期間を両側に広げる";
    SpanNarrow: "narrow" "狭める", "Narrow the chosen years on both sides" "選んだ期間を両側から狭める";
    PickYear: "choose year" "年を選ぶ", "Choose the year at the cursor, or from there to here" "カーソルの年を選ぶ。続けて選ぶと期間になる";
    Narrow: "narrow" "絞る", "Narrow the query to what the cursor is on" "カーソルの所に絞り込む";
    Walk: "go to" "移る", "Ask for it in place of the chosen one" "選んだものの代わりにこれを選ぶ";
    OpenBoth: "both" "両方", "List the events in which both appear" "両方が現れる出来事を一覧にする";
    NextField: "next field" "次の項目", "Take the next field" "次の項目に替える";
    PreviousField: "field before" "前の項目", "Take the field before" "前の項目に替える";
    NextColumns: "columns" "列", "Take the next kind of columns: years, then the fields" "列を年から各項目へ順に替える";
    PreviousColumns: "columns before" "前の列", "Take the kind of columns before" "列を前のものに替える";
    ZoomIn: "finer" "細かく", "Show time in finer parts" "時間を細かく分けて見る";
    ZoomOut: "coarser" "粗く", "Show time in coarser parts" "時間を粗く分けて見る";
    DetailUp: "scroll up" "詳細を上へ", "Scroll the detail up" "詳細を上へ送る";
    DetailDown: "scroll down" "詳細を下へ", "Scroll the detail down" "詳細を下へ送る";
    Tours: "tours" "ツアー", "Choose a guided tour" "ガイドツアーを選ぶ";
    BeginTour: "begin" "始める", "Begin the tour" "ツアーを始める";
    NextStop: "next stop" "次へ", "Go on to the next stop of the tour" "ツアーの次の場面へ";
    PreviousStop: "stop before" "前へ", "Go back to the stop before" "ツアーの前の場面へ";
    Drawer: "filters" "絞り込み", "Open or close the filters in a narrow window" "狭い画面で絞り込みを開閉する";
    Undo: "undo" "元に戻す", "Go back to the query before" "前の検索条件に戻す";
    Redo: "redo" "やり直す", "Go on to the query after" "次の検索条件に進む";
    ClearQuery: "clear all" "全解除", "Take the whole query away; undo brings it back" "検索条件をすべて外す。元に戻せる";
    ReverseOrder: "order" "並べ替え", "Order by date, newest first, or best match" "年代順・新しい順・一致順を切り替える";
    Language: "日本語" "English", "Switch between English and Japanese" "日本語と英語を切り替える";
    Copy: "copy" "写す", "Copy the event's date, title and id" "出来事の日付・題名・IDを写す";
    Problems: "problems" "問題", "Show what was left out of the data, and why" "データから除かれたものとその理由を見る";
    Help: "help" "ヘルプ", "Show all keys" "すべてのキーを見る";
    Repaint: "repaint" "再描画", "Paint the screen anew" "画面を描き直す";
    Suspend: "suspend" "中断", "Stop for now; fg brings it back" "中断する。fg で戻る";
    Quit: "quit" "終了", "Quit" "終了する";
    Accept: "done" "決定", "Leave the search line for the list" "検索行から一覧へ移る";
    TakeSuggestion: "take suggestion" "候補に置き換え", "Take what is suggested, or go to the list" "候補に置き換える、または一覧へ";
    CharLeft: "left" "左", "Move the cursor left" "カーソルを左へ";
    CharRight: "right" "右", "Move the cursor right" "カーソルを右へ";
    WordLeft: "word left" "前の語", "Move the cursor a word left" "カーソルを一語左へ";
    WordRight: "word right" "次の語", "Move the cursor a word right" "カーソルを一語右へ";
    LineStart: "start" "行頭", "Move the cursor to the start" "カーソルを行頭へ";
    LineEnd: "end" "行末", "Move the cursor to the end" "カーソルを行末へ";
    DeleteBack: "delete" "削除", "Delete the letter before the cursor" "カーソルの前の文字を消す";
    DeleteForward: "delete on" "後を削除", "Delete the letter after the cursor" "カーソルの後の文字を消す";
    DeleteWord: "delete word" "語を削除", "Delete the word before the cursor" "カーソルの前の語を消す";
    DeleteToStart: "delete line" "行頭まで削除", "Delete to the start of the line" "行頭まで消す";
    DeleteToEnd: "delete rest" "行末まで削除", "Delete to the end of the line" "行末まで消す";
}
