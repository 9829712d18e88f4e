// Writes the parts of a text as a modem or a provider's binary interface wants them.
//
//     c++ -std=c++17 parts.cpp $(pkg-config --cflags --libs septet) -o parts && ./parts "Hello"
#include <septet.h>

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace {

struct Part {
    std::vector<std::uint8_t> user_data;
    unsigned user_data_length;
    bool has_header;
};

// The user data of each part; throws for what cannot be sent.
std::vector<Part> encode(std::string_view text, std::uint32_t message_number)
{
    const auto *utf8 = reinterpret_cast<const std::uint8_t *>(text.data());
    septet_options options{};
    options.struct_size = sizeof options;
    options.languages = SEPTET_ALL_LANGUAGES;
    std::vector<std::uint8_t> octets(septet_encode_bound(&options, text.size()));
    std::array<septet_part, SEPTET_MAXIMUM_PARTS> places;
    septet_plan plan{};
    plan.struct_size = sizeof plan;
    const auto status = septet_encode_text(&options, utf8, text.size(), message_number, octets.data(),
                                           octets.size(), places.data(), places.size(), &plan);
    if (status != SEPTET_OK)
        throw std::runtime_error(septet_status_name(status));
    std::vector<Part> parts;
    for (int i = 0; i < plan.parts; i++) {
        const auto begin = octets.begin() + places[i].offset;
        parts.push_back({{begin, begin + places[i].octets}, places[i].user_data_length,
                         places[i].has_header == 1});
    }
    return parts;
}

}  // namespace

int main(int count, char **arguments)
{
    try {
        for (const auto &part : encode(count > 1 ? arguments[1] : "Hello", 1)) {
            std::printf("%u%s ", part.user_data_length, part.has_header ? " with a header" : "");
            for (const auto octet : part.user_data)
                std::printf("%02x", octet);
            std::puts("");
        }
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
