#!/usr/bin/env perl
# Plays a child of `peers`: peer.pl ITEM FILE. See peer.py; the library is Encode::GSM0338.
use strict;
use warnings;
use Encode qw(find_encoding);
use Time::HiRes qw(clock_gettime CLOCK_PROCESS_CPUTIME_ID);

$| = 1;
my ($item, $path) = @ARGV;
my $is_decoding = $item eq "decode";
open my $file, "<:encoding(UTF-8)", $path or die "$path: $!";
chomp(my @lines = <$file>);
close $file;
@lines = map { pack "H*", $_ } @lines if $is_decoding;
my $codec = find_encoding("gsm0338") or die "Encode::GSM0338 is missing";

sub one_pass {
    my $total = 0;
    # Without a check the codec leaves its argument alone.
    if ($is_decoding) { $total += length $codec->decode($_) for @lines }
    else { $total += length $codec->encode($_) for @lines }
    return $total;
}

print "ready ", one_pass(), "\n";
while (my $count = <STDIN>) {
    my $start = clock_gettime(CLOCK_PROCESS_CPUTIME_ID);
    one_pass() for 1 .. $count;
    printf "%d\n", (clock_gettime(CLOCK_PROCESS_CPUTIME_ID) - $start) * 1e9;
}
