// What is said about rows: one language's tables. Internal to explanation.
#pragma once

#include "explanation/row_words.hpp"

namespace assent::explanation {

RowWords english_words(reasons::TextFault code);
RowWords english_words(TelephoneFault code);
RowWords english_words(reasons::CellFault code);
RowWords english_words(reasons::ListFault code);
RowWords english_words(reasons::Mending code);
RowWords english_words(reasons::UnfitChoice code);
RowWords english_words(reasons::RowPhrase code);

RowWords arabic_words(reasons::TextFault code);
RowWords arabic_words(TelephoneFault code);
RowWords arabic_words(reasons::CellFault code);
RowWords arabic_words(reasons::ListFault code);
RowWords arabic_words(reasons::Mending code);
RowWords arabic_words(reasons::UnfitChoice code);
RowWords arabic_words(reasons::RowPhrase code);

RowWords french_words(reasons::TextFault code);
RowWords french_words(TelephoneFault code);
RowWords french_words(reasons::CellFault code);
RowWords french_words(reasons::ListFault code);
RowWords french_words(reasons::Mending code);
RowWords french_words(reasons::UnfitChoice code);
RowWords french_words(reasons::RowPhrase code);

}  // namespace assent::explanation
