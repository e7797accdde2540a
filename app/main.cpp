// SPDX-License-Identifier: MIT
int main(int, char**)
{
    return 2;
}
