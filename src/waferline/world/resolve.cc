#include "waferline/world/resolve.h"

#include "waferline/world/read_value.h"

namespace waferline {

namespace {

Month default_month(MonthDefault which, Month start, int months) {
  switch (which) {
    case MonthDefault::before_start:
      return add_months(start, -1);
    case MonthDefault::horizon:
      return add_months(start, months);
    case MonthDefault::world_start:
    case MonthDefault::none:
      break;
  }
  return start;
}

void fill_months(const Noun& noun, void* object, Month start, int months) {
  for (const Key& key : noun.keys) {
    if (key.kind != KeyKind::month || key.month_default == MonthDefault::none) continue;
    auto& month = *std::get<CalendarMonth*>(key.at(object));
    if (!month.stated) month.month = default_month(key.month_default, start, months);
  }
  for (const Noun& part : noun.parts)
    for (std::size_t i = 0; i < part.count(object); ++i) fill_months(part, part.item(object, i), start, months);
}

}  // namespace

void resolve_defaults(World& world) {
  const Key& test = *world_noun().part("facility")->part("covenant")->key("test");
  for (Facility& facility : world.facility)
    for (Covenant& covenant : facility.covenant)
      if (covenant.name.text.empty()) covenant.name.text = test.words[static_cast<std::size_t>(covenant.test)];
  if (known(world.start) && known(world.months))
    fill_months(world_noun(), &world, world.start.month, static_cast<int>(world.months.value));
}

}  // namespace waferline
