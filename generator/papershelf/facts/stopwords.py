"""English words that say nothing of a paper's subject: those of every text, and those of every abstract."""

from papershelf.tagging.phrases import stem

_ENGLISH = """
a about above across after again against all almost alone along already also although always am among
amongst an and another any anyone anything are aren around as at away back be became because become been
before behind being below besides better between beyond billion both but by came can cannot come could did
didn do does doesn doing don done down dozens due during each eight either else enough especially etc even
ever every everything few first five for forth four from full further furthermore get give given gives
giving goes going good got had half has have having he hence her here herein him his how however hundred
hundreds i if in indeed instead into is isn it its itself just keep kept know known last later latter least
less let like likely little ll made mainly make makes making many may me meanwhile might million mine more
moreover most mostly much must my namely near nearly need needed needs neither never nevertheless next nine
no nobody none nor not nothing now of off often on once one ones only onto or other others otherwise our
ours out over own per perhaps please quite rather re really same say says second see seem seems seen seven
several shall she should simply since six so some something sometimes somewhat soon still such take taken
takes taking ten tens than that the their theirs them themselves then thence there thereby therefore these
they thing things third this those though thousand thousands three through throughout thus times to together
too toward towards trillion twice two under underlying unless unlike until up upon us use used useful user
uses using usually utilize utilized utilizes utilizing various ve versus very via was wasn way ways we well
were what whatever when whence where whereas wherein whether which while who whole whom whose why will with
within without won work working works would yet you your zero
"""
_ABSTRACTS = """
ability able abstract accessibility accessible accordingly account accurate achieve achieved achieves
achieving adding addition additional additionally additive address addressed addresses addressing adopt
adopted adopting adopts advance advanced advancement advancements advances advantage aim aims allow allowing
allows alternative amount analysis analyze analyzed analyzing applicable application applied applies apply
applying approach appropriate arise arises article aspect aspects associated author available average based
baseline basis believe benefit best big bottleneck bottlenecks bring brings build building builds built call
called capability capable carry case category cause causes causing central certain challenge challenging
change choose chosen claim clear clearly combine combined combines combining common commonly comparable
comparably compare compared comparing comparison compelling competitive complete completely complex
complexity compose comprehensive comprise concept concise conclude conduct conducted consider considerable
considerably considered consist consistent consistently consists consuming contain contains contribute
contribution conventional correspond corresponding cost could create creates creating critical crucial
crucially current currently dataset deal decrease decreased define demand demonstrate demonstrated
demonstrates demonstrating depend depending depends derive describe described design designed designing
despite detail detailed develop developed developing development difference different difficult direct
directly discuss diverse domain dominant downstream dramatic dramatically drawback ease easily easy effect
effective effectively effectiveness efficacy efficiency efficient efficiently effort eliminate emerge
emerged emerging empirical empirically employ employed employing enable enabled enables enabling encounter
end enhance enhanced enhances enhancing enormous ensure ensures ensuring entire entirely equally essential
establish evaluate evaluated evaluating evaluation evidence example exceed exceeding exceeds excellent
excessive excessively exhibit exist existing expect expensive experience experiment experimental
experimentally explicit explicitly explore explored explores exploring extend extended extending extends
extensive extensively extent extra facilitate facilitates fact factor fail faster fastest favorable feasible
find finding fine fit fits focus focused focuses follow followed following formulate found framework free
frequently fully fundamental future gain gap general generalize generally generated github goal good great
greater greatly grow growing hand handle handling hard heavily heavy help hence high higher highest
highlight highly hinder hinders hold http https huge hundred idea ideal identify illustrate impact implement
implementation implemented important importantly impressive improve improved improvement improves improving
include included includes including incorporate incorporating increase increased increases increasing
increasingly incur indicate indispensable individual industrial influence inherent initial innovative
insight inspire integrate integrated integrating interest intrinsic introduce introduced introduces
introducing intuitive investigate investigated investigation involve issue keeping key kind known lack large
largely larger largest lead leading leads learn leverage leverages leveraging lie lies lightweight limit
limitation limited limiting limits literature long longer longest low lower lowest main maintain maintaining
maintains major manner marked markedly massive massively maximum meaningful measure meet merely method
methodology million minimal minimize minimizing minimum mitigate moderate modern modify motivate multiple
namely natural nature near necessary need negligible new newly notable notably note novel number numerous
observe observed obtain obtained obtaining occur offer offered offering offers open optimal optimization
optimize optimized optimizing option original outperform outperformed outperforming outperforms outstanding
overall overcome overview page pages paper part particular particularly past percent perform performance
performed performing performs pivotal pose posed poses possible possibly potential potentially practical
practice precise precisely preliminary present presented presenting presents preserve preserving prevent
previous previously primarily primary prior problem procedure process produce produced produces producing
production progress prohibitive project prominent promising propose proposed proposes proposing prove proven
provide provided provides providing publicly purpose put quality quickly raise range rapid rapidly rarely
rate reach reached reaches reaching real realistic realize reason recent recently recognize reduce reduced
reduces reducing reduction regard regarding related relative relatively release released relevant reliable
reliably rely relying remain remaining remains remarkable remarkably repeatedly report reported repository
represent require required requirement requires requiring research researcher respect respective
respectively respond result resulting results reveal review rich rigorous robust robustness role run running
satisfy scenario scheme scope seamless seamlessly seek seeks select selected serious serve set setting
severe severely share short shorter shortest show showing shown shows sign significance significant
significantly similar similarly simple simpler simplicity simultaneous simultaneously single situation
slower small smaller solution solve solved solves solving sota sourced special specialized specially
specific specifically specified standard start step strategy strength strict strong studied study suboptimal
subsequent subsequently substantial substantially success successful successfully suffer suffering suffers
sufficient sufficiently suggest suitable superior superiority support supported supporting supports surpass
surpasses surpassing survey tackle tackles tackling task technique tend term terms tested theoretical
theoretically thorough thoroughly today traditional traditionally transparently tremendous try turn type
typical typically unable understand understanding unified unique unprecedented url value variant variety
vast versatile view vital website wide widely widespread world yield yielding yields
"""

_COMPOUNDS = """
cost-effective cost-efficient day-to-day easy-to-use end-to-end fine-grained large-scale one-by-one
open-source open-sourced out-of-the-box plug-and-play real-time state-of-the-art time-consuming
time-efficient trade-off up-to-date well-known
"""
_VAGUE = """
acceleration access accuracy adaptation adaptive arbitrary area art artificial automatic automatically
balance batch behavior bit bits block budget characteristic code collection collective compact component
computation computational compute computer computing condition configuration connection consistency
constraint construct construction consumption content context control core cost count data decision deep
degree density deploy deployed deployment description descriptions device dimension distance distribute
distributed distribution driving dynamic dynamically edit element engine environment error estimate
estimation evolution execute execution external face failure fast feature fidelity field fixed flexibility
flexible form format frequency frequent frequently function global group heterogeneous hierarchical
hierarchy human hybrid implementation implicit improve information infrastructure input instance
intelligence interaction internal item iteration iterative join knowledge language layer layout learned
learning length level library linear link load local location loss machine management map mapping massive
match matching mechanism metric mixture mode model modeling module multi national network neural object
online open operate operation operator output overhead overlap parallel parameter parametric part partition
path pattern people placement point pool position post power pre predict prediction principle probability
processing processor product program project property protocol quantity random rank redundancy region
relation relationship reliable repeat representation reproducible resolution resource response reuse rule
sample scalability scalable scale scaling science section segment select selection selective sensitive
sequence service shape shared side signal simulate single size software sorted source space sparse speed
speedup stability stable stage state static statistic statistical step storage stream structural structure
style subset sum summary surface symbol system systematic tech technologies technology time tool total track
train transfer transform transformation transition tree unit unseen update usage utility utilization version
vision visual volume weight window word workflow workload
"""

STOP_WORDS: frozenset[str] = frozenset(stem(word) for word in (_ENGLISH + _ABSTRACTS).split())
"""Stems that no term consists of."""
STOP_COMPOUNDS: frozenset[str] = frozenset(
    " ".join(map(stem, compound.split("-"))) for compound in _COMPOUNDS.split()
)
"""Compounds, as their stems parted by blanks, that are no terms either."""
VAGUE: frozenset[str] = frozenset(stem(word) for word in _VAGUE.split())
"""Stems that make good terms but tell a reader nothing when they stand alone."""
